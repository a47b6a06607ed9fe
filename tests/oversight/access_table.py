"""What each address below /oversight/ answers to whoever looks at another site's, department's or region's affairs.

A row: GET and POST for the seven of PEOPLE. `in` is the sign-in page, 403 a right that is missing, 404 what is out of reach, 405 a method
the address does not have, 302 a way on, 400 and 409 an empty form refused. An inspector's POST has tests of its own: what it does is meant (`-`).
"""

PEOPLE = ("anonymous", "clerk", "lead", "editor", "region", "inspector", "auditor")
"""`clerk`, `lead`, `editor` and `region` are of another site, another department and another street; inspector and auditor are the centre's."""

TABLE = """
                              | GET                                                  | POST
address                       | anonymous clerk lead editor region inspector auditor | anonymous clerk lead editor region inspector auditor
oversight                     | in        200   200  200    200    200       200     | 405       405   405  405    405    -         405
oversight_rounds              | in        403   403  403    200    200       200     | 405       405   405  405    405    -         405
oversight_patrol              | in        403   403  403    200    200       403     | in        403   403  403    200    -         403
oversight_sample              | in        403   403  403    200    200       403     | in        403   403  403    400    -         403
oversight_round               | in        403   403  403    404    200       200     | 405       405   405  405    405    -         405
oversight_round_add           | 405       405   405  405    405    405       405     | in        403   403  403    404    -         403
oversight_round_close         | in        403   403  403    404    200       403     | in        403   403  403    404    -         403
oversight_repeat              | in        403   403  403    404    200       200     | 405       405   405  405    405    -         405
oversight_check               | in        403   403  403    404    200       200     | in        403   403  403    404    -         403
oversight_check_sheet         | in        403   403  403    200    200       200     | 405       405   405  405    405    -         405
oversight_check_sheet_restore | 405       405   405  405    405    405       405     | in        403   403  403    403    -         403
oversight_find                | in        403   404  403    404    404       403     | in        403   404  403    404    -         403
oversight_finding             | in        404   404  404    404    200       200     | 405       405   405  405    405    -         405
oversight_give_order          | 405       405   405  405    405    405       405     | in        403   403  403    404    -         403
oversight_orders              | in        200   200  200    200    200       200     | 405       405   405  405    405    -         405
oversight_order               | in        404   404  404    404    200       200     | 405       405   405  405    405    -         405
oversight_order_done          | 405       405   405  405    405    405       405     | in        404   404  404    404    -         409
oversight_order_recheck       | 405       405   405  405    405    405       405     | in        403   403  403    404    -         403
oversight_order_change        | 405       405   405  405    405    405       405     | in        403   403  403    404    -         403
oversight_round_report        | in        403   403  403    404    200       200     | 405       405   405  405    405    -         405
oversight_round_report_pdf    | in        403   403  403    404    200       200     | 405       405   405  405    405    -         405
oversight_round_report_xlsx   | 405       405   405  405    405    405       405     | in        403   403  403    404    -         200
oversight_round_calls         | in        403   403  403    404    200       200     | 405       405   405  405    405    -         405
oversight_round_calls_pdf     | in        403   403  403    404    200       200     | 405       405   405  405    405    -         405
oversight_round_call          | 405       405   405  405    405    405       405     | in        403   403  403    404    -         403
oversight_round_unmask        | 405       405   405  405    405    405       405     | in        404   404  403    404    -         403
oversight_cases               | in        200   200  200    200    200       200     | 405       405   405  405    405    -         405
oversight_case_new            | in        200   200  200    200    200       403     | in        200   200  200    200    -         403
oversight_case                | in        404   404  404    404    200       200     | 405       405   405  405    405    -         405
oversight_case_assign         | 405       405   405  405    405    405       405     | in        403   404  403    404    -         403
oversight_case_take           | 405       405   405  405    405    405       405     | in        403   404  404    404    -         403
oversight_case_extend         | 405       405   405  405    405    405       405     | in        403   404  403    404    -         403
oversight_case_answer         | 405       405   405  405    405    405       405     | in        404   404  404    404    -         403
oversight_case_publish        | 405       405   405  405    405    405       405     | in        403   404  404    404    -         403
oversight_case_unpublish      | 405       405   405  405    405    405       405     | in        403   404  404    404    -         403
oversight_case_call           | 405       405   405  405    405    405       405     | in        404   404  404    404    -         403
oversight_case_close          | 405       405   405  405    405    405       405     | in        404   404  404    404    -         403
oversight_case_reopen         | 405       405   405  405    405    405       405     | in        403   404  403    404    -         403
oversight_case_appeal         | 405       405   405  405    405    405       405     | in        404   404  403    403    -         403
oversight_case_unmask         | 405       405   405  405    405    405       405     | in        403   404  403    404    -         403
oversight_case_decide         | 405       405   405  405    405    405       405     | in        403   403  403    404    -         403
oversight_amend               | in        403   403  404    403    403       403     | in        403   403  404    403    -         403
oversight_amendments          | in        403   200  200    200    200       200     | 405       405   405  405    405    -         405
oversight_faq                 | in        403   403  404    403    403       403     | in        403   403  404    403    -         403
oversight_problems            | in        200   200  200    200    200       200     | 405       405   405  405    405    -         405
oversight_problems_export     | 405       405   405  405    405    405       405     | in        302   302  302    302    -         200
oversight_problem_new         | in        200   200  403    200    200       403     | in        200   200  403    200    -         403
oversight_problem             | in        404   404  404    404    200       200     | 405       405   405  405    405    -         405
oversight_problem_classify    | 405       405   405  405    405    405       405     | in        404   404  403    404    -         403
oversight_problem_share       | 405       405   405  405    405    405       405     | in        403   403  403    404    -         403
oversight_shared_causes       | in        200   200  200    200    200       200     | 405       405   405  405    405    -         405
oversight_shared              | in        404   404  404    404    200       200     | 405       405   405  405    405    -         405
oversight_shared_join         | 405       405   405  405    405    405       405     | in        403   403  403    404    -         403
oversight_shared_end          | 405       405   405  405    405    405       405     | in        403   403  403    404    -         403
oversight_rules               | in        200   200  200    200    200       200     | 405       405   405  405    405    -         405
oversight_unmask              | 405       405   405  405    405    405       405     | in        404   404  403    404    -         403
oversight_erase_contact       | 405       405   405  405    405    405       405     | in        404   404  403    404    -         403
oversight_requests            | in        200   200  403    200    200       200     | 405       405   405  405    405    -         405
oversight_requests_paper      | in        200   200  403    200    200       200     | 405       405   405  405    405    -         405
oversight_request_new         | in        200   200  403    200    200       403     | in        400   400  403    400    -         403
oversight_request             | in        404   404  403    404    200       200     | 405       405   405  405    405    -         405
oversight_request_arrange     | 405       405   405  405    405    405       405     | in        404   404  403    404    -         403
oversight_request_end         | 405       405   405  405    405    405       405     | in        404   404  403    404    -         403
oversight_request_undo        | 405       405   405  405    405    405       405     | in        404   404  403    404    -         403
oversight_request_contact     | 405       405   405  405    405    405       405     | in        404   404  403    404    -         403
oversight_cards               | in        200   200  403    200    200       200     | 405       405   405  405    405    -         405
oversight_cards_print         | in        302   302  403    302    200       200     | 405       405   405  405    405    -         405
oversight_card                | in        404   404  403    404    200       200     | 405       405   405  405    405    -         405
oversight_figures             | in        200   200  200    200    200       200     | 405       405   405  405    405    -         405
oversight_figure_rows         | in        404   404  404    404    404       404     | 405       405   405  405    405    -         405
oversight_month               | in        200   200  200    200    200       200     | 405       405   405  405    405    -         405
oversight_month_pdf           | in        200   200  200    200    200       200     | 405       405   405  405    405    -         405
oversight_month_export        | 405       405   405  405    405    405       405     | in        200   200  200    200    -         200
oversight_trials              | in        403   200  403    200    200       200     | 405       405   405  405    405    -         405
oversight_trial_choose        | in        403   200  403    200    200       403     | 405       405   405  405    405    -         405
oversight_trial_new           | in        403   200  403    200    200       403     | in        403   200  403    200    -         403
oversight_trial               | in        403   404  403    404    200       200     | 405       405   405  405    405    -         405
oversight_trial_new_step      | 405       405   405  405    405    405       405     | in        403   404  403    404    -         403
oversight_trial_end           | 405       405   405  405    405    405       405     | in        403   404  403    404    -         403
oversight_trial_step          | 405       405   405  405    405    405       405     | in        403   404  403    404    -         403
"""


def rows() -> dict[str, dict[tuple[str, str], str]]:
    """{address: {(method, person): cell}}."""
    found = {}
    for line in TABLE.strip().splitlines()[2:]:
        name, get, post = line.split("|")
        cells = [("GET", get.split()), ("POST", post.split())]
        found[name.strip()] = {
            (method, person): cell for method, texts in cells for person, cell in zip(PEOPLE, texts, strict=True)
        }
    return found
