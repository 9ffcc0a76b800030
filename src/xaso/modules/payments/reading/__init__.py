"""Reading a bank statement: from an Excel, CSV or MT940 file to plain lines, and which bill each line means.

Plain Python. The way: bytes → text or sheets → rows → head → lines; then lines and bills → outcomes.
Face: `read_statement`, `UnreadableStatement`, the records of `statement`, `matching`.
"""

from .opening import read_statement
from .statement import Line, RowProblem, Statement, UnreadableStatement

__all__ = ["Line", "RowProblem", "Statement", "UnreadableStatement", "read_statement"]
