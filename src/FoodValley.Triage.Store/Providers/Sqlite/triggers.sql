-- What is sealed stays (IU-ALG-6). Armed after every migration, because SQLite drops the triggers of a table that a migration rebuilds.
-- "INSERT OR REPLACE" removes a row without asking a delete trigger, so inserting over an existing row is refused too.
-- Facts, content, copies and notes of a decision go only while a destruction that names their leaf is being appended: its leaf stands there and the head has not
-- moved yet (HK-8.3). The leaf itself stays.

DROP TRIGGER IF EXISTS leaves_no_update;
CREATE TRIGGER leaves_no_update BEFORE UPDATE ON leaves BEGIN SELECT RAISE(ABORT, 'leaves is append-only'); END;
DROP TRIGGER IF EXISTS leaves_no_delete;
CREATE TRIGGER leaves_no_delete BEFORE DELETE ON leaves BEGIN SELECT RAISE(ABORT, 'leaves is append-only'); END;
DROP TRIGGER IF EXISTS leaves_no_replace;
CREATE TRIGGER leaves_no_replace BEFORE INSERT ON leaves WHEN EXISTS (SELECT 1 FROM leaves WHERE OrganisationId = NEW.OrganisationId AND Sequence = NEW.Sequence) BEGIN SELECT RAISE(ABORT, 'leaves is append-only'); END;

DROP TRIGGER IF EXISTS record_contents_no_update;
CREATE TRIGGER record_contents_no_update BEFORE UPDATE ON record_contents BEGIN SELECT RAISE(ABORT, 'record_contents is append-only'); END;
DROP TRIGGER IF EXISTS record_contents_no_delete;
CREATE TRIGGER record_contents_no_delete BEFORE DELETE ON record_contents WHEN NOT EXISTS (SELECT 1 FROM ledger_heads h JOIN leaves l ON l.OrganisationId = h.OrganisationId AND l.Sequence = h.Size JOIN json_each(CAST(l.Bytes AS TEXT), '$.refers') named ON named.value = OLD.Sequence WHERE h.OrganisationId = OLD.OrganisationId AND json_extract(CAST(l.Bytes AS TEXT), '$.kind') = 'destruction') BEGIN SELECT RAISE(ABORT, 'record_contents is append-only'); END;
DROP TRIGGER IF EXISTS record_contents_no_replace;
CREATE TRIGGER record_contents_no_replace BEFORE INSERT ON record_contents WHEN EXISTS (SELECT 1 FROM record_contents WHERE OrganisationId = NEW.OrganisationId AND Sequence = NEW.Sequence) BEGIN SELECT RAISE(ABORT, 'record_contents is append-only'); END;

DROP TRIGGER IF EXISTS decisions_no_update;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions is append-only'); END;
DROP TRIGGER IF EXISTS decisions_no_delete;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions WHEN NOT EXISTS (SELECT 1 FROM ledger_heads h JOIN leaves l ON l.OrganisationId = h.OrganisationId AND l.Sequence = h.Size JOIN json_each(CAST(l.Bytes AS TEXT), '$.refers') named ON named.value = OLD.Sequence WHERE h.OrganisationId = OLD.OrganisationId AND json_extract(CAST(l.Bytes AS TEXT), '$.kind') = 'destruction') BEGIN SELECT RAISE(ABORT, 'decisions is append-only'); END;
DROP TRIGGER IF EXISTS decisions_no_replace;
CREATE TRIGGER decisions_no_replace BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM decisions WHERE Id = NEW.Id OR (OrganisationId = NEW.OrganisationId AND Sequence = NEW.Sequence)) BEGIN SELECT RAISE(ABORT, 'decisions is append-only'); END;

DROP TRIGGER IF EXISTS exchanges_no_update;
CREATE TRIGGER exchanges_no_update BEFORE UPDATE ON exchanges BEGIN SELECT RAISE(ABORT, 'exchanges is append-only'); END;
DROP TRIGGER IF EXISTS exchanges_no_delete;
CREATE TRIGGER exchanges_no_delete BEFORE DELETE ON exchanges WHEN NOT EXISTS (SELECT 1 FROM ledger_heads h JOIN leaves l ON l.OrganisationId = h.OrganisationId AND l.Sequence = h.Size JOIN json_each(CAST(l.Bytes AS TEXT), '$.refers') named ON named.value = OLD.Sequence WHERE h.OrganisationId = OLD.OrganisationId AND json_extract(CAST(l.Bytes AS TEXT), '$.kind') = 'destruction') BEGIN SELECT RAISE(ABORT, 'exchanges is append-only'); END;
DROP TRIGGER IF EXISTS exchanges_no_replace;
CREATE TRIGGER exchanges_no_replace BEFORE INSERT ON exchanges WHEN EXISTS (SELECT 1 FROM exchanges WHERE OrganisationId = NEW.OrganisationId AND Sequence = NEW.Sequence) BEGIN SELECT RAISE(ABORT, 'exchanges is append-only'); END;

DROP TRIGGER IF EXISTS access_events_no_update;
CREATE TRIGGER access_events_no_update BEFORE UPDATE ON access_events BEGIN SELECT RAISE(ABORT, 'access_events is append-only'); END;
DROP TRIGGER IF EXISTS access_events_no_delete;
CREATE TRIGGER access_events_no_delete BEFORE DELETE ON access_events BEGIN SELECT RAISE(ABORT, 'access_events is append-only'); END;
DROP TRIGGER IF EXISTS access_events_no_replace;
CREATE TRIGGER access_events_no_replace BEFORE INSERT ON access_events WHEN EXISTS (SELECT 1 FROM access_events WHERE Id = NEW.Id) BEGIN SELECT RAISE(ABORT, 'access_events is append-only'); END;

-- While the Logboek Dataverwerkingen is switched on, whoever writes an event about a client writes its line to send in the same breath (HK-8.4).
DROP TRIGGER IF EXISTS access_events_outbox;
CREATE TRIGGER access_events_outbox AFTER INSERT ON access_events WHEN NEW.DossierId IS NOT NULL AND NEW.Action <> 'refused' AND EXISTS (SELECT 1 FROM store_marks WHERE Name = 'logboek-dataverwerkingen' AND Value = 'on') BEGIN INSERT INTO processing_outbox (EventId) VALUES (NEW.Id); END;

DROP TRIGGER IF EXISTS access_batches_no_update;
CREATE TRIGGER access_batches_no_update BEFORE UPDATE ON access_batches BEGIN SELECT RAISE(ABORT, 'access_batches is append-only'); END;
DROP TRIGGER IF EXISTS access_batches_no_delete;
CREATE TRIGGER access_batches_no_delete BEFORE DELETE ON access_batches BEGIN SELECT RAISE(ABORT, 'access_batches is append-only'); END;
DROP TRIGGER IF EXISTS access_batches_no_replace;
CREATE TRIGGER access_batches_no_replace BEFORE INSERT ON access_batches WHEN EXISTS (SELECT 1 FROM access_batches WHERE OrganisationId = NEW.OrganisationId AND Sequence = NEW.Sequence) BEGIN SELECT RAISE(ABORT, 'access_batches is append-only'); END;

DROP TRIGGER IF EXISTS log_reviews_no_update;
CREATE TRIGGER log_reviews_no_update BEFORE UPDATE ON log_reviews BEGIN SELECT RAISE(ABORT, 'log_reviews is append-only'); END;
DROP TRIGGER IF EXISTS log_reviews_no_delete;
CREATE TRIGGER log_reviews_no_delete BEFORE DELETE ON log_reviews BEGIN SELECT RAISE(ABORT, 'log_reviews is append-only'); END;
DROP TRIGGER IF EXISTS log_reviews_no_replace;
CREATE TRIGGER log_reviews_no_replace BEFORE INSERT ON log_reviews WHEN EXISTS (SELECT 1 FROM log_reviews WHERE OrganisationId = NEW.OrganisationId AND Number = NEW.Number) BEGIN SELECT RAISE(ABORT, 'log_reviews is append-only'); END;

DROP TRIGGER IF EXISTS log_review_signals_no_update;
CREATE TRIGGER log_review_signals_no_update BEFORE UPDATE ON log_review_signals BEGIN SELECT RAISE(ABORT, 'log_review_signals is append-only'); END;
DROP TRIGGER IF EXISTS log_review_signals_no_delete;
CREATE TRIGGER log_review_signals_no_delete BEFORE DELETE ON log_review_signals BEGIN SELECT RAISE(ABORT, 'log_review_signals is append-only'); END;
DROP TRIGGER IF EXISTS log_review_signals_no_replace;
CREATE TRIGGER log_review_signals_no_replace BEFORE INSERT ON log_review_signals WHEN EXISTS (SELECT 1 FROM log_review_signals WHERE OrganisationId = NEW.OrganisationId AND Number = NEW.Number AND Place = NEW.Place) BEGIN SELECT RAISE(ABORT, 'log_review_signals is append-only'); END;

DROP TRIGGER IF EXISTS emergencies_no_update;
CREATE TRIGGER emergencies_no_update BEFORE UPDATE ON emergencies BEGIN SELECT RAISE(ABORT, 'emergencies is append-only'); END;
DROP TRIGGER IF EXISTS emergencies_no_delete;
CREATE TRIGGER emergencies_no_delete BEFORE DELETE ON emergencies BEGIN SELECT RAISE(ABORT, 'emergencies is append-only'); END;
DROP TRIGGER IF EXISTS emergencies_no_replace;
CREATE TRIGGER emergencies_no_replace BEFORE INSERT ON emergencies WHEN EXISTS (SELECT 1 FROM emergencies WHERE Id = NEW.Id) BEGIN SELECT RAISE(ABORT, 'emergencies is append-only'); END;

DROP TRIGGER IF EXISTS edition_confirmations_no_update;
CREATE TRIGGER edition_confirmations_no_update BEFORE UPDATE ON edition_confirmations BEGIN SELECT RAISE(ABORT, 'edition_confirmations is append-only'); END;
DROP TRIGGER IF EXISTS edition_confirmations_no_delete;
CREATE TRIGGER edition_confirmations_no_delete BEFORE DELETE ON edition_confirmations BEGIN SELECT RAISE(ABORT, 'edition_confirmations is append-only'); END;
DROP TRIGGER IF EXISTS edition_confirmations_no_replace;
CREATE TRIGGER edition_confirmations_no_replace BEFORE INSERT ON edition_confirmations WHEN EXISTS (SELECT 1 FROM edition_confirmations WHERE OrganisationId = NEW.OrganisationId AND EditionId = NEW.EditionId AND Number = NEW.Number) BEGIN SELECT RAISE(ABORT, 'edition_confirmations is append-only'); END;

DROP TRIGGER IF EXISTS dossier_lines_no_update;
CREATE TRIGGER dossier_lines_no_update BEFORE UPDATE ON dossier_lines BEGIN SELECT RAISE(ABORT, 'dossier_lines is append-only'); END;
DROP TRIGGER IF EXISTS dossier_lines_no_delete;
CREATE TRIGGER dossier_lines_no_delete BEFORE DELETE ON dossier_lines WHEN NOT EXISTS (SELECT 1 FROM decisions d JOIN ledger_heads h ON h.OrganisationId = d.OrganisationId JOIN leaves l ON l.OrganisationId = h.OrganisationId AND l.Sequence = h.Size JOIN json_each(CAST(l.Bytes AS TEXT), '$.refers') named ON named.value = d.Sequence WHERE d.DossierId = OLD.DossierId AND d.Id = upper(json_extract(OLD.Body, '$.record')) AND json_extract(OLD.Body, '$.kind') IN ('letter-checked', 'client-informed') AND json_extract(CAST(l.Bytes AS TEXT), '$.kind') = 'destruction') BEGIN SELECT RAISE(ABORT, 'dossier_lines is append-only'); END;
DROP TRIGGER IF EXISTS dossier_lines_no_replace;
CREATE TRIGGER dossier_lines_no_replace BEFORE INSERT ON dossier_lines WHEN EXISTS (SELECT 1 FROM dossier_lines WHERE DossierId = NEW.DossierId AND Number = NEW.Number) BEGIN SELECT RAISE(ABORT, 'dossier_lines is append-only'); END;

DROP TRIGGER IF EXISTS meeting_lines_no_update;
CREATE TRIGGER meeting_lines_no_update BEFORE UPDATE ON meeting_lines BEGIN SELECT RAISE(ABORT, 'meeting_lines is append-only'); END;
DROP TRIGGER IF EXISTS meeting_lines_no_delete;
CREATE TRIGGER meeting_lines_no_delete BEFORE DELETE ON meeting_lines BEGIN SELECT RAISE(ABORT, 'meeting_lines is append-only'); END;
DROP TRIGGER IF EXISTS meeting_lines_no_replace;
CREATE TRIGGER meeting_lines_no_replace BEFORE INSERT ON meeting_lines WHEN EXISTS (SELECT 1 FROM meeting_lines WHERE MeetingId = NEW.MeetingId AND Number = NEW.Number) BEGIN SELECT RAISE(ABORT, 'meeting_lines is append-only'); END;

DROP TRIGGER IF EXISTS answer_versions_no_update;
CREATE TRIGGER answer_versions_no_update BEFORE UPDATE ON answer_versions BEGIN SELECT RAISE(ABORT, 'answer_versions is append-only'); END;
DROP TRIGGER IF EXISTS answer_versions_no_delete;
CREATE TRIGGER answer_versions_no_delete BEFORE DELETE ON answer_versions BEGIN SELECT RAISE(ABORT, 'answer_versions is append-only'); END;
DROP TRIGGER IF EXISTS answer_versions_no_replace;
CREATE TRIGGER answer_versions_no_replace BEFORE INSERT ON answer_versions WHEN EXISTS (SELECT 1 FROM answer_versions WHERE OrganisationId = NEW.OrganisationId AND Number = NEW.Number) BEGIN SELECT RAISE(ABORT, 'answer_versions is append-only'); END;

DROP TRIGGER IF EXISTS answer_confirmations_no_update;
CREATE TRIGGER answer_confirmations_no_update BEFORE UPDATE ON answer_confirmations BEGIN SELECT RAISE(ABORT, 'answer_confirmations is append-only'); END;
DROP TRIGGER IF EXISTS answer_confirmations_no_delete;
CREATE TRIGGER answer_confirmations_no_delete BEFORE DELETE ON answer_confirmations BEGIN SELECT RAISE(ABORT, 'answer_confirmations is append-only'); END;
DROP TRIGGER IF EXISTS answer_confirmations_no_replace;
CREATE TRIGGER answer_confirmations_no_replace BEFORE INSERT ON answer_confirmations WHEN EXISTS (SELECT 1 FROM answer_confirmations WHERE PersonId = NEW.PersonId AND At = NEW.At) BEGIN SELECT RAISE(ABORT, 'answer_confirmations is append-only'); END;

DROP TRIGGER IF EXISTS reading_reasons_no_update;
CREATE TRIGGER reading_reasons_no_update BEFORE UPDATE ON reading_reasons BEGIN SELECT RAISE(ABORT, 'reading_reasons is append-only'); END;
DROP TRIGGER IF EXISTS reading_reasons_no_delete;
CREATE TRIGGER reading_reasons_no_delete BEFORE DELETE ON reading_reasons BEGIN SELECT RAISE(ABORT, 'reading_reasons is append-only'); END;
DROP TRIGGER IF EXISTS reading_reasons_no_replace;
CREATE TRIGGER reading_reasons_no_replace BEFORE INSERT ON reading_reasons WHEN EXISTS (SELECT 1 FROM reading_reasons WHERE Id = NEW.Id) BEGIN SELECT RAISE(ABORT, 'reading_reasons is append-only'); END;

DROP TRIGGER IF EXISTS drafts_closed_no_update;
CREATE TRIGGER drafts_closed_no_update BEFORE UPDATE ON drafts WHEN OLD.SealedAs IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a sealed draft is closed'); END;
DROP TRIGGER IF EXISTS drafts_closed_no_delete;
CREATE TRIGGER drafts_closed_no_delete BEFORE DELETE ON drafts WHEN OLD.SealedAs IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a sealed draft is closed'); END;
DROP TRIGGER IF EXISTS drafts_closed_no_replace;
CREATE TRIGGER drafts_closed_no_replace BEFORE INSERT ON drafts WHEN EXISTS (SELECT 1 FROM drafts WHERE Id = NEW.Id AND SealedAs IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a sealed draft is closed'); END;

DROP TRIGGER IF EXISTS ledger_heads_grow;
CREATE TRIGGER ledger_heads_grow BEFORE UPDATE ON ledger_heads WHEN NEW.OrganisationId <> OLD.OrganisationId OR NEW.Size < OLD.Size OR (NEW.Size = OLD.Size AND (NEW.Root <> OLD.Root OR NEW.Frontier <> OLD.Frontier)) BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
DROP TRIGGER IF EXISTS ledger_heads_no_delete;
CREATE TRIGGER ledger_heads_no_delete BEFORE DELETE ON ledger_heads BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
DROP TRIGGER IF EXISTS ledger_heads_no_replace;
CREATE TRIGGER ledger_heads_no_replace BEFORE INSERT ON ledger_heads WHEN EXISTS (SELECT 1 FROM ledger_heads WHERE OrganisationId = NEW.OrganisationId) BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END;
