"""Charts as plain dictionaries in the form that Plotly draws; they know neither the store nor Dash."""
