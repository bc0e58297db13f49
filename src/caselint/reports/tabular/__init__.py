"""A run as tables: what CSV, Parquet and the workbook have in common.

The columns of the table of findings are those of `caselint.findings.columns`; the tables of the
workbook are made here, and written by `caselint.reports.excel`.
"""
