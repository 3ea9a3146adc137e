/** As columns.ts: those who are counted in, and what passes between associations that form groups together. */
export const between = `
interests fit interest by person_id
  health     kind
  personal   postcode place latitude longitude max_km slots language to_tell told_at counted_on expires_on chapter_id
  technical  id association_id person_id
shared_cards fit details by enquiry_id in enquiries
  health     kind mixed_ok phase
  personal   decade place latitude longitude languages slots max_km digital_ok waited shared_at
  technical  -id agreement_id association_id enquiry_id
draft_cards fit over
  none       id association_id draft_id place_no draft_group_id reason pinned
draft_card_homes fit over by enquiry_id in enquiries
  technical  -card_id -draft_id association_id enquiry_id
crossing_requests consent tie by enquiry_id in enquiries
  health     asked_at agreed_at declined_at answered_at said_yes withdrawn_at
  technical  id crossing_id association_id enquiry_id -agreed_by guest_person_id guest_enquiry_id
crossings fit always
  none       id agreement_id association_id made_by made_at model_id venue_id slot kind language own_people leaders group_id ended_at
agreements house always
  none       id umbrella_id name diagnosis started_at started_by
agreement_members house always
  none       agreement_id association_id agreed_at agreed_by ended_at ended_by
`;
