"""What each address below /counter/ answers whoever has no business there.

A row: GET and POST for the five of PEOPLE. `in` is the sign-in page; 302 leads on (to where one works, or back to the page after something that is
one's own); 409 and 400 are refusals of an own, empty form.
"""

PEOPLE = ("anonymous", "other", "editor", "inspector", "auditor")
"""`other` is a clerk of another site; none of them has anything to do with the notice."""

TABLE = """
                       | GET                                      | POST
address                | anonymous other editor inspector auditor | anonymous other editor inspector auditor
counter                | in        200   302    302       302     | 405       405   405    405       405
counter_matter         | in        200   403    403       403     | in        302   403    403       403
counter_bundle         | in        200   403    403       403     | in        409   403    403       403
counter_matter_star    | 405       405   405    405       405     | in        302   403    403       403
counter_bundle_star    | 405       405   405    405       405     | in        302   403    403       403
bundle_preview         | in        403   200    403       200     | 405       405   405    405       405
bundle_preview_pdf     | in        403   200    403       200     | 405       405   405    405       405
sheet_preview          | in        403   200    403       200     | 405       405   405    405       405
sheet_preview_pdf      | in        403   200    403       200     | 405       405   405    405       405
sheet_preview_live     | 405       405   405    405       405     | in        403   200    403       403
sheet_preview_live_pdf | in        403   404    403       403     | 405       405   405    405       405
print_batches          | in        200   200    403       200     | 405       405   405    405       405
print_start            | 405       405   405    405       405     | in        302   302    403       302
print_batch            | in        404   404    403       404     | 405       405   405    405       405
print_progress         | in        404   404    403       404     | 405       405   405    405       405
print_cancel           | 405       405   405    405       405     | in        404   404    403       404
print_again            | 405       405   405    405       405     | in        404   404    403       404
print_file             | in        404   404    403       404     | 405       405   405    405       405
slip_arrival           | in        200   403    403       403     | in        302   403    403       403
ask_first              | in        200   403    403       403     | in        302   403    403       403
ask_first_list         | in        200   403    200       200     | 405       405   405    405       405
ask_first_slip         | in        404   403    200       200     | 405       405   405    405       405
ask_first_slip_pdf     | in        404   403    200       200     | 405       405   405    405       405
stand_in               | in        200   403    403       403     | in        409   403    403       403
stand_in_end           | 405       405   405    405       405     | in        302   403    403       403
day_sheet              | in        200   403    200       200     | 405       405   405    405       405
day_sheet_pdf          | in        200   403    200       200     | 405       405   405    405       405
counter_notices        | in        200   403    200       200     | 405       405   405    405       405
counter_export         | 405       405   405    405       405     | in        403   403    200       403
counter_notice         | in        404   403    200       200     | 405       405   405    405       405
counter_notice_pdf     | in        404   403    200       200     | 405       405   405    405       405
counter_reprint        | 405       405   405    405       405     | in        404   403    403       403
counter_affected       | in        200   403    200       200     | 405       405   405    405       405
counter_correct_matter | in        200   403    403       403     | in        302   403    403       403
counter_correct        | 405       405   405    405       405     | in        404   403    403       403
counter_void           | in        404   403    403       403     | in        404   403    403       403
counter_receive        | in        404   403    403       403     | in        404   403    403       403
counter_sign           | in        404   403    403       403     | in        404   403    403       403
counter_stub_photo     | in        404   403    403       403     | in        404   403    403       403
counter_signature      | 405       405   405    405       405     | in        404   403    403       403
counter_applicant      | in        404   403    403       403     | in        404   403    403       403
counter_unmask         | 405       405   405    405       405     | in        404   403    403       403
counter_erase          | 405       405   405    405       405     | in        404   403    403       403
counter_return         | in        404   403    403       403     | in        404   403    403       403
counter_undo_visit     | 405       405   405    405       405     | in        404   403    403       403
counter_waiting        | in        200   403    403       403     | 405       405   405    405       405
stubs                  | in        200   403    403       403     | in        302   403    403       403
"""


def rows() -> dict[str, dict[tuple[str, str], str]]:
    """{address: {(method, person): answer}}."""
    found = {}
    for line in TABLE.strip().splitlines()[2:]:
        name, *cells = line.replace("|", " ").split()
        asked = [(method, person) for method in ("GET", "POST") for person in PEOPLE]
        found[name] = dict(zip(asked, cells, strict=True))
    return found
