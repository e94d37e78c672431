"""
The catalogue as Python: templates, the quoting of values, and the gate behind them.
"""
