"""Reading lists of old results: from an Excel file to plain rows, with every fault named by its row.

Plain Python. Face: `old_results.read_list`, `old_results.COLUMNS`, the records there.
"""
