import { between } from './columns-between.ts';

/**
 * Every column of every table. A table: its name, what it is for, until when (register.ts has the words), how its rows belong to a person
 * (`by` a column, or through the enquiry or the seat that a column names), and "duty" where the ground is not consent.
 * Below it, columns by class; `class/purpose/keep` where these differ; a `-` before what is not handed out: keys, hashes, others' data.
 */
export const columns = `
people reach tie by id
  contact    called full_name
  personal   language reach_by large_type chapter_id erase_after
  technical  id association_id created_at
person_keys reach tie by person_id
  technical  -person_id -association_id -master -wrapped
contacts reach tie by person_id
  contact    kind value
  personal   for_facilitators verified_at
  technical  id association_id person_id -lookup created_at
new_contacts reach code by person_id
  contact    kind value
  technical  id association_id person_id -code_hash tries created_at expires_at
consents consent tie by person_id
  health     given_at withdrawn_at
  personal   text_version given_by
  technical  id association_id person_id
erasures account always duty
  technical  id association_id person_id erased_at reason receipt
retention_runs account always
  none       id started_at finished_at counts held

enquiries fit details by person_id
  health     kind mixed_ok diagnosis phase needs wish
  personal   birth_year sex same_sex languages postcode place latitude longitude max_km digital_ok slots
  technical/fit/tie       person_id answered_by
  technical/count/always  id association_id chapter_id wants came_by received_on details_erased_at asked_again_at withdrawn_at answered_at stage
interviews fit tie by enquiry_id in enquiries
  health/fit/details  covered
  personal   at minutes how venue_id booked_at held_at cancelled_at unfit_at
  technical  id association_id enquiry_id by_id sequence
triages fit tie by enquiry_id in enquiries
  health     outcome again_on
  technical  id association_id enquiry_id -by_id decided_at superseded_at
${between}
apart fit tie by one_id
  health     -one_id -other_id
  technical  -id -association_id -noted_by
together fit tie by one_id
  health     -one_id -other_id
  technical  -id -association_id -noted_by
readiness help tie by person_id
  personal   kinds languages slots postcode latitude longitude max_km digital max_groups
  technical  person_id association_id -noted_by noted_at
drafts fit over
  technical  id association_id chapter_id agreement_id model_id version asked made_by made_at changed_at chosen_at notes
  none       work work_no work_at work_share work_placed work_groups work_score work_bound stop_asked
draft_groups fit over
  technical  id association_id draft_id place_no venue_id slot kind language joins_id leaders pinned accepted_id crossing_id
draft_people fit over by enquiry_id in enquiries
  health     -draft_group_id -reason
  technical  association_id draft_id enquiry_id -pinned
draft_proposals fit over
  technical  association_id draft_id place_no model_id score bound ended differs answer
draft_changes fit over by enquiry_id in enquiries
  technical  association_id draft_id enquiry_id -card_id -version -at -by_id -what -from_no -to_no
imports fit import by by_id
  health     -sealed_rows
  technical  id association_id by_id -key_wrapped -mapping -fingerprint created_at stored_at stored_count holds
form_drafts fit draft by person_id
  health     -sealed
  technical  id association_id person_id form object_id saved_at
import_mappings house mapping
  none       association_id fingerprint mapping used_at

groups house always
  public     id association_id chapter_id model_id venue_id name kind language size_min size_max facilitators_min accompanied_max minutes_max
  public     first_minutes_max seated by_head_count listed first_on first_at asked_at_once rhythm started_on decided_on decision handed_over_on
  public     closed_on closed_because merged_into continued_to cancelled_at
  technical  composed_at composed_by one_facilitator_by one_facilitator_on started_by decided_by closed_by
seats group tie by person_id
  health     group_id placed_at invited_at accepted_at declined_at gone_at left_on
  personal   answered_by stay_in_touch place_no
  technical  id association_id person_id enquiry_id released_at
rooms group always
  technical  group_id association_id link
facilitators help tie by person_id
  personal   group_id part from_day until_day agreed_at declined_at ended_at
  technical  id association_id person_id
pledges promise tie by person_id
  health     group_id signed_at
  personal   text_id how
  technical  id association_id person_id registered_by
duties group tie by seat_id in seats
  personal   duty taken_at ended_at
  technical  id association_id group_id seat_id
expectations group always
  none       id association_id group_id round held_on place line created_at
heartbeats count always
  none       id association_id group_id asked_on answered_on alive room_for_more answered_by
talks_wanted help over by person_id
  personal   meeting_id wanted_on
  technical  id association_id group_id person_id

series house always
  none       id association_id group_id starts_on clock minutes zone rule skipped moved added pauses venue_id sequence ended_on created_at
  none       changed_at
meetings group always
  none       id association_id group_id series_id original_on day clock minutes starts_at venue_id moved_at cancelled_at confirmed_at theme_id
  none       held_at head_count accompanied sequence
  technical  host_seat_id
attendance group meeting by seat_id in seats
  health     meeting_id present
  technical  seat_id association_id group_id
absences group notice by seat_id in seats
  health     meeting_id noticed_at withdrawn_at
  personal   by_way
  technical  seat_id association_id group_id
themes group always
  none       id association_id group_id title position raised_on meetings_planned meetings_taken done_on removed_at
reminders_wanted group tie by seat_id in seats
  personal   since
  technical  seat_id association_id group_id

roles help tie by person_id
  personal   role chapter_id umbrella_id from_day until_day ended_at
  technical  id association_id person_id given_by
sessions sign-in session by person_id
  personal   created_at last_seen_at expires_at own_device method second_at step_up_at
  technical  -token_hash association_id person_id
sign_in_codes sign-in code
  technical  id browser_hash lookup channel code_hash link_hash sealed own_device back tries created_at expires_at used_at
paper_codes sign-in link by person_id
  personal   used_at expires_at
  technical  id association_id person_id -code_hash
passkeys sign-in tie by person_id
  personal   label created_at last_used_at transports
  technical  id association_id person_id -public_key counter
totp_secrets sign-in tie by person_id
  personal   confirmed_at
  technical  person_id association_id -secret last_step
oidc_identities sign-in tie by person_id
  personal   issuer created_at
  technical  -subject_hash association_id person_id
ceremonies sign-in code
  technical  id browser_hash kind person_id payload expires_at
links tell link by person_id
  personal   purpose created_at expires_at used_at replaced_at
  technical  id association_id person_id object_id -token_hash
rate_limits sign-in code duty
  technical  key window_start taken

messages tell message by person_id
  personal   channel kind variables state created_at send_after send_before sent_at delivery delivery_at
  contact    -sealed
  technical  id association_id person_id link_purpose link_object link_days about job_id attempts last_error done_by gateway_id batch_id
letter_batches tell always
  none       id association_id gathered_at gathered_by posted_at posted_by taken_back_at
print_runs house always
  none       id association_id chapter_id offer_id municipality code language place copies made_on made_by
run_counts count always
  none       run_id association_id month opened enquired interested
inbound_sms tell reply by person_id
  contact    sealed
  personal   understood_as received_at handled_at
  technical  id association_id person_id gateway_id handled_by
history account always by about_id duty
  technical  id at association_id -actor_id actor_role act object_kind object_id about_id -about_ids group_id request_id -written
history_seals account always
  none       seq entry_id entry_hash chain_hash

umbrellas house always
  public     id slug name
associations house always
  public     id umbrella_id slug name country zone languages sender_name sender_email sms_sender phone email postal_address contact_name words
  public     areas website
  none       membership_asked keep_details_days keep_people_months open_data created_at
chapters house always
  public     id association_id slug name municipalities phone email closed_on
venues house always
  public     id association_id chapter_id name digital address postcode place door directions latitude longitude seats wheelchair hearing_loop
  public     checklist slots closed_on
offers house always
  public     id association_id chapter_id slug kind run_by texts kinds areas languages ways venue_id address postcode place municipality latitude
  public     longitude municipalities wheelchair hearing_loop starts_on clock minutes rule skipped moved added pauses drop_in room room_on
  public     contact_name contact_phone contact_email link valid_from valid_until confirmed_on published_on ended_on source source_key sequence
  technical  confirmed_by ended_by created_at created_by changed_at
suggestions house over
  public     id association_id umbrella_id source source_key offer suggested_at answered_at answer
logos house always
  public     association_id type width height hash set_at
  none       bytes
member_counts house always
  public     id association_id counted_on members
  technical  noted_by noted_at
programme_models house always
  public     id association_id key name description facilitators_min facilitators_max size_min size_max seated accompanied_max guest_meetings
  public     minutes_max first_minutes_max rhythm afterwards age_span retired_on
texts house always
  public     id association_id kind language version lines valid_from
`;
