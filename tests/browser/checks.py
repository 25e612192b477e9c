"""Which test holds which check of the dashboard's specification; tests/dashboard/test_checks_held.py proves it whole.

Check 17, on yardstick words, fell away with the words. Times are printed by benchmarks/dashboard.py, not asserted:
those of checks 1, 2, 29 and 34 too.
"""

from __future__ import annotations

LATER: dict[int, str] = {}
MEASURED = {35: "headline_p90_ms, floor_p90_ms", 50: "memory_growth_mb, together_p90_ms"}
FELL_AWAY = {17: "no yardstick words"}
HELD: dict[int, tuple[str, ...]] = {
    1: ("test_the_arrow_key_moves_a_focused_lever_by_one_level",),
    2: ("test_twelve_quick_changes_end_where_the_last_one_was",),
    3: ("test_a_slider_plays_nothing_until_it_is_let_go",),
    4: ("test_a_link_that_asks_for_nonsense_says_what_is_used_instead",),
    5: ("test_a_link_that_asks_for_nonsense_says_what_is_used_instead",),
    6: ("test_a_copied_link_opens_the_same_levers_headline_and_numbers_for_somebody_else",),
    7: ("test_a_copied_link_names_every_lever_and_what_the_numbers_rest_on",),
    8: ("test_a_link_of_another_version_says_both_versions_and_leads_to_what_changed",),
    9: (
        "test_undo_and_redo_walk_back_and_forth",
        "test_reset_takes_every_lever_off_the_address_and_back_agrees_with_the_levers",
    ),
    10: ("test_reset_takes_every_lever_off_the_address_and_back_agrees_with_the_levers",),
    11: ("test_every_page_keeps_the_levers_and_the_headline",),
    12: ("test_a_lever_that_is_taken_back_leaves_the_others_alone",),
    13: ("test_apply_gathers_three_changes_and_plays_them_once",),
    14: ("test_two_visitors_never_see_each_others_levers",),
    15: ("test_a_lever_that_is_taken_back_leaves_the_others_alone",),
    16: ("test_every_page_counts_worlds_promises_nothing_and_says_it_is_no_forecast",),
    18: ("test_every_page_counts_worlds_promises_nothing_and_says_it_is_no_forecast",),
    19: ("test_every_page_counts_worlds_promises_nothing_and_says_it_is_no_forecast",),
    20: (
        "test_every_page_counts_worlds_promises_nothing_and_says_it_is_no_forecast",
        "test_the_findings_that_are_given_away_say_that_they_are_no_forecast",
    ),
    21: ("test_a_lever_that_begins_too_late_is_said_to_change_nothing_and_can_be_mended",),
    22: ("test_a_setting_without_its_lever_is_said_and_can_be_forgotten",),
    23: ("test_the_chip_says_worlds_seed_model_and_data_as_the_manifest_does",),
    24: ("test_the_same_link_gives_the_same_headline_and_the_same_bytes_twice",),
    25: ("test_the_status_quo_beside_itself_differs_nowhere_and_cannot_be_told_apart",),
    26: ("test_a_row_whose_interval_includes_zero_says_so_and_no_column_adds_anything_up",),
    27: ("test_the_axis_of_the_fan_rests_when_a_lever_moves",),
    28: ("test_a_threshold_that_moves_counts_the_dots_that_are_drawn_on_its_side",),
    29: (
        "test_interactions_say_how_long_they_take_before_they_start_and_are_there_at_once_on_a_second_visit",
        "test_portfolios_say_how_far_they_are_and_can_be_cancelled_and_played_again",
    ),
    30: ("test_every_world_carries_the_badge_and_every_event_a_rule_and_evidence_that_resolves",),
    31: ("test_every_parameter_of_the_model_check_leads_to_evidence_or_is_marked",),
    32: ("test_the_routes_have_a_name_and_a_table_of_the_volumes_that_are_drawn",),
    33: ("test_where_the_engine_stops_the_scenario_is_safe_and_the_last_result_stays",),
    34: ("test_while_histories_are_searched_pages_and_levers_answer_and_the_search_can_be_stopped",),
    36: ("test_a_line_that_breaks_for_three_seconds_changes_nothing",),
    37: (
        "test_every_file_of_the_document_is_one_of_its_kind",
        "test_the_page_of_the_document_holds_headline_levers_caveats_link_and_versions",
        "test_the_json_brought_back_by_somebody_else_gives_the_same_link",
    ),
    38: ("test_every_chart_has_its_numbers_as_a_table_with_a_row_for_each_month_and_series",),
    39: (
        "test_printed_on_a4_it_has_few_pages_each_with_the_title_and_its_number",
        "test_printed_nothing_is_cut_off_at_the_side",
        "test_printed_no_row_is_torn_and_no_head_stands_without_a_row",
        "test_printed_every_figure_stands_on_one_page_with_its_caption",
    ),
    40: (
        "test_the_first_stop_of_the_tab_key_skips_to_the_main_content",
        "test_each_page_has_one_heading_one_main_part_navigation_and_a_title_of_its_own",
    ),
    41: (
        "test_axe_finds_nothing_serious_on_any_page",
        "test_axe_finds_nothing_serious_in_the_parts_of_a_page",
        "test_axe_finds_nothing_serious_on_the_status_quo_and_on_a_bad_link",
    ),
    42: ("test_a_lever_a_link_and_another_page_are_reached_by_keyboard_alone",),
    43: ("test_every_chart_and_table_has_a_name_that_says_what_it_shows",),
    44: ("test_a_telephone_shows_the_headline_at_once_with_the_levers_put_away_and_nothing_overflows",),
    45: ("test_at_twice_the_size_nothing_overflows_and_nothing_lies_on_something_else",),
    46: ("test_dashes_part_the_charts_of_the_ranking_where_colours_do_not",),
    47: ("test_viewers_get_no_developers_menu_and_letters_do_nothing",),
    48: ("test_a_changed_lever_leaves_the_reader_where_he_was",),
    49: ("test_only_this_machine_gets_a_line_to_the_server", "test_there_is_no_door_for_agents"),
}
"""Number of a check of the specification -> the tests of this folder that hold it."""
