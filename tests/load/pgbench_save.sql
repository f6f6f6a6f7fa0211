-- SPDX-License-Identifier: Apache-2.0
-- One save of two operations as the centre writes it: the same statements, rows of the same size, one transaction.
\set case random(1, 1000000000)
\set device random(1, 1000)
SELECT nextval('bench.op') AS one, nextval('bench.op') AS two \gset
BEGIN;
SELECT hall FROM bench.hall WHERE hall = '130102' FOR UPDATE;
SELECT body_hash, body FROM bench.verdict WHERE hall = '130102' AND operation_id = 'o-' || :one;
SELECT device_sequence, hash, previous_hash FROM bench.device_chain WHERE hall = '130102' AND device = 'd-' || :device AND device_sequence BETWEEN :one - 1 AND :one + 1;
INSERT INTO bench.device_chain (hall, device, device_sequence, operation_id, hash, previous_hash) VALUES ('130102', 'd-' || :device, :one, 'o-' || :one, repeat('a', 64), repeat('b', 64)) ON CONFLICT (hall, device, device_sequence) DO NOTHING;
SELECT sequence, case_version, sealed FROM bench.case_operation WHERE hall = '130102' AND case_id = 'c-' || :case || '-' || :one ORDER BY case_version;
UPDATE bench.hall SET sequence = sequence + 1 WHERE hall = '130102' RETURNING sequence \gset
INSERT INTO bench.case_operation (hall, sequence, case_id, case_version, operation_id, device, sealed, applied_ms) VALUES ('130102', :sequence, 'c-' || :case || '-' || :one, 1, 'o-' || :one || repeat('x', 24), 'd-' || :device, decode(repeat('ab', 800), 'hex'), 1);
INSERT INTO bench.case_file (hall, case_id, version, state, matter, receipt, case_number, department, opened_ms, changed_ms, applicant_hash) VALUES ('130102', 'c-' || :case || '-' || :one, 1, 'draft', repeat('1', 31), NULL, NULL, '', 1, 1, repeat('c', 64)) ON CONFLICT (hall, case_id) DO UPDATE SET version = excluded.version, state = excluded.state, changed_ms = excluded.changed_ms;
INSERT INTO bench.verdict (hall, operation_id, body_hash, body) VALUES ('130102', 'o-' || :one, repeat('a', 64), repeat('v', 130));
SELECT body_hash, body FROM bench.verdict WHERE hall = '130102' AND operation_id = 'o-' || :two;
SELECT device_sequence, hash, previous_hash FROM bench.device_chain WHERE hall = '130102' AND device = 'd-' || :device AND device_sequence BETWEEN :two - 1 AND :two + 1;
INSERT INTO bench.device_chain (hall, device, device_sequence, operation_id, hash, previous_hash) VALUES ('130102', 'd-' || :device, :two, 'o-' || :two, repeat('a', 64), repeat('b', 64)) ON CONFLICT (hall, device, device_sequence) DO NOTHING;
UPDATE bench.hall SET sequence = sequence + 1 WHERE hall = '130102' RETURNING sequence \gset
INSERT INTO bench.case_operation (hall, sequence, case_id, case_version, operation_id, device, sealed, applied_ms) VALUES ('130102', :sequence, 'c-' || :case || '-' || :one, 2, 'o-' || :two || repeat('x', 24), 'd-' || :device, decode(repeat('ab', 800), 'hex'), 1);
INSERT INTO bench.case_file (hall, case_id, version, state, matter, receipt, case_number, department, opened_ms, changed_ms, applicant_hash) VALUES ('130102', 'c-' || :case || '-' || :one, 2, 'draft', repeat('1', 31), NULL, NULL, '', 1, 1, repeat('c', 64)) ON CONFLICT (hall, case_id) DO UPDATE SET version = excluded.version, state = excluded.state, changed_ms = excluded.changed_ms;
INSERT INTO bench.verdict (hall, operation_id, body_hash, body) VALUES ('130102', 'o-' || :two, repeat('a', 64), repeat('v', 130));
SELECT epoch, sequence, backed_up_through FROM bench.hall WHERE hall = '130102';
SELECT pg_notify('yichuang_bench', '130102:' || :sequence);
COMMIT;
