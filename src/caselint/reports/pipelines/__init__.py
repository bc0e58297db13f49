"""A run in the forms that pipelines read: SARIF and JUnit's XML.

Logs of pipelines are seen by many. Both carry record ids, days and what the rules say, and none of
the narrative that findings quote.
"""
