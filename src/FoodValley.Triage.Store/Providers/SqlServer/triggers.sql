-- What is sealed stays (IU-ALG-6). THROW ends the transaction; a bare RAISERROR would leave the change in place.
-- Facts, content, copies and notes of a decision go only while a destruction that names their leaf is being appended: its leaf stands there and the head has not
-- moved yet (HK-8.3). The leaf itself stays.
-- Each CREATE stands alone in its EXEC, so that this text can also be part of a migration script.

DROP TRIGGER IF EXISTS leaves_stay;
EXEC(N'CREATE TRIGGER leaves_stay ON leaves AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM deleted) BEGIN THROW 51001, N''leaves is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS record_contents_stay;
EXEC(N'CREATE TRIGGER record_contents_stay ON record_contents AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM inserted) OR EXISTS (SELECT 1 FROM deleted AS d WHERE NOT EXISTS (
    SELECT 1 FROM ledger_heads AS h JOIN leaves AS l ON l.OrganisationId = h.OrganisationId AND l.Sequence = h.Size
      CROSS APPLY OPENJSON(CAST(l.Bytes AS varchar(8000)), ''$.refers'') AS named
    WHERE h.OrganisationId = d.OrganisationId AND JSON_VALUE(CAST(l.Bytes AS varchar(8000)), ''$.kind'') = N''destruction'' AND TRY_CONVERT(bigint, named.value) = d.Sequence)) BEGIN THROW 51001, N''record_contents is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS decisions_stay;
EXEC(N'CREATE TRIGGER decisions_stay ON decisions AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM inserted) OR EXISTS (SELECT 1 FROM deleted AS d WHERE NOT EXISTS (
    SELECT 1 FROM ledger_heads AS h JOIN leaves AS l ON l.OrganisationId = h.OrganisationId AND l.Sequence = h.Size
      CROSS APPLY OPENJSON(CAST(l.Bytes AS varchar(8000)), ''$.refers'') AS named
    WHERE h.OrganisationId = d.OrganisationId AND JSON_VALUE(CAST(l.Bytes AS varchar(8000)), ''$.kind'') = N''destruction'' AND TRY_CONVERT(bigint, named.value) = d.Sequence)) BEGIN THROW 51001, N''decisions is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS exchanges_stay;
EXEC(N'CREATE TRIGGER exchanges_stay ON exchanges AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM inserted) OR EXISTS (SELECT 1 FROM deleted AS d WHERE NOT EXISTS (
    SELECT 1 FROM ledger_heads AS h JOIN leaves AS l ON l.OrganisationId = h.OrganisationId AND l.Sequence = h.Size
      CROSS APPLY OPENJSON(CAST(l.Bytes AS varchar(8000)), ''$.refers'') AS named
    WHERE h.OrganisationId = d.OrganisationId AND JSON_VALUE(CAST(l.Bytes AS varchar(8000)), ''$.kind'') = N''destruction'' AND TRY_CONVERT(bigint, named.value) = d.Sequence)) BEGIN THROW 51001, N''exchanges is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS access_events_stay;
EXEC(N'CREATE TRIGGER access_events_stay ON access_events AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM deleted) BEGIN THROW 51001, N''access_events is append-only'', 1; END
END');

-- While the Logboek Dataverwerkingen is switched on, whoever writes an event about a client writes its line to send in the same breath (HK-8.4).
DROP TRIGGER IF EXISTS access_events_outbox;
EXEC(N'CREATE TRIGGER access_events_outbox ON access_events AFTER INSERT AS
BEGIN
  SET NOCOUNT ON;
  INSERT INTO processing_outbox (EventId) SELECT Id FROM inserted
  WHERE DossierId IS NOT NULL AND Action <> N''refused'' AND EXISTS (SELECT 1 FROM store_marks WHERE Name = N''logboek-dataverwerkingen'' AND Value = N''on'');
END');

DROP TRIGGER IF EXISTS access_batches_stay;
EXEC(N'CREATE TRIGGER access_batches_stay ON access_batches AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM deleted) BEGIN THROW 51001, N''access_batches is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS log_reviews_stay;
EXEC(N'CREATE TRIGGER log_reviews_stay ON log_reviews AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM deleted) BEGIN THROW 51001, N''log_reviews is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS log_review_signals_stay;
EXEC(N'CREATE TRIGGER log_review_signals_stay ON log_review_signals AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM deleted) BEGIN THROW 51001, N''log_review_signals is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS emergencies_stay;
EXEC(N'CREATE TRIGGER emergencies_stay ON emergencies AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM deleted) BEGIN THROW 51001, N''emergencies is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS edition_confirmations_stay;
EXEC(N'CREATE TRIGGER edition_confirmations_stay ON edition_confirmations AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM deleted) BEGIN THROW 51001, N''edition_confirmations is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS dossier_lines_stay;
EXEC(N'CREATE TRIGGER dossier_lines_stay ON dossier_lines AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM inserted) OR EXISTS (SELECT 1 FROM deleted AS o WHERE JSON_VALUE(o.Body, ''$.kind'') NOT IN (N''letter-checked'', N''client-informed'') OR NOT EXISTS (
    SELECT 1 FROM decisions AS d JOIN ledger_heads AS h ON h.OrganisationId = d.OrganisationId JOIN leaves AS l ON l.OrganisationId = h.OrganisationId AND l.Sequence = h.Size
      CROSS APPLY OPENJSON(CAST(l.Bytes AS varchar(8000)), ''$.refers'') AS named
    WHERE d.DossierId = o.DossierId AND d.Id = TRY_CONVERT(uniqueidentifier, JSON_VALUE(o.Body, ''$.record'')) AND TRY_CONVERT(bigint, named.value) = d.Sequence
      AND JSON_VALUE(CAST(l.Bytes AS varchar(8000)), ''$.kind'') = N''destruction'')) BEGIN THROW 51001, N''dossier_lines is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS meeting_lines_stay;
EXEC(N'CREATE TRIGGER meeting_lines_stay ON meeting_lines AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM deleted) BEGIN THROW 51001, N''meeting_lines is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS answer_versions_stay;
EXEC(N'CREATE TRIGGER answer_versions_stay ON answer_versions AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM deleted) BEGIN THROW 51001, N''answer_versions is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS answer_confirmations_stay;
EXEC(N'CREATE TRIGGER answer_confirmations_stay ON answer_confirmations AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM deleted) BEGIN THROW 51001, N''answer_confirmations is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS reading_reasons_stay;
EXEC(N'CREATE TRIGGER reading_reasons_stay ON reading_reasons AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM deleted) BEGIN THROW 51001, N''reading_reasons is append-only'', 1; END
END');

DROP TRIGGER IF EXISTS drafts_closed;
EXEC(N'CREATE TRIGGER drafts_closed ON drafts AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (SELECT 1 FROM deleted WHERE SealedAs IS NOT NULL) BEGIN THROW 51002, N''a sealed draft is closed'', 1; END
END');

DROP TRIGGER IF EXISTS ledger_heads_grow;
EXEC(N'CREATE TRIGGER ledger_heads_grow ON ledger_heads AFTER UPDATE, DELETE AS
BEGIN
  SET NOCOUNT ON;
  IF EXISTS (
    SELECT 1 FROM deleted AS d LEFT JOIN inserted AS i ON i.OrganisationId = d.OrganisationId
    WHERE i.OrganisationId IS NULL OR i.Size < d.Size OR (i.Size = d.Size AND (i.Root <> d.Root OR i.Frontier <> d.Frontier)))
  BEGIN THROW 51003, N''a ledger only grows'', 1; END
END');
