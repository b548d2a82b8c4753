-- That a version of a procedure came into force is a recorded act: when, which document, and who.

alter table procedure_version add activated_by uuid references staff; -- null: the heed program, nobody named
