-- A pair is told in one row, whichever of the two it begins with: whoever coordinates either of them must know of it, or she seats them together.
alter policy coordinators on apart
  using (association_id = any (array(select app.coordinated())) or one_id = any (array(select app.coordinated_people())) or other_id = any (array(select app.coordinated_people())));
alter policy coordinators on together
  using (association_id = any (array(select app.coordinated())) or one_id = any (array(select app.coordinated_people())) or other_id = any (array(select app.coordinated_people())));
