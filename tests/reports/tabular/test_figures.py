from caselint.findings import Counts, Run
from caselint.reports.tabular import figures

from ..conftest import HEADER, checked, result


def of_teams(number):
    run = Run(HEADER)
    for n in range(number):
        case_id, team = f"C-{n:03}", f"Team {n:03}"
        judged = result("SUP001", case_id, "evidenced", team=team, counts=Counts(met=1))
        run.add(checked(case_id, team=team), [judged])
    return run


def test_of_very_many_teams_some_have_a_column_and_figures_have_them_all():
    run = of_teams(figures.TEAMS_SHOWN + 3)
    table = figures.rules_by_team(run)
    (row,) = table.rows
    assert len(row) == len(table.headings) == 4 + figures.TEAMS_SHOWN + 1
    assert table.headings[-1].words == "3 more teams"
    assert row[-1] == "in Figures"
    assert len(list(figures.figures(run).rows)) == 1 + figures.TEAMS_SHOWN + 3


def test_rules_for_context_have_counts_of_files_and_no_n_of_n():
    run = Run(HEADER)
    run.add(checked("C-1"), [result("SUP001", "C-1", "evidenced")._replace(gives="context")])
    row = next(iter(figures.figures(run).rows))
    named = dict(zip((one.words for one in figures.figures(run).headings), row, strict=True))
    assert (named["Gives"], named["Met in"], named["Of occasions"]) == ("context", None, None)
    assert named["Files evidenced"] == 1
    assert list(figures.rules_by_team(run).rows) == []
