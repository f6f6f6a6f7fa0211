-- SPDX-License-Identifier: Apache-2.0
-- The centre's own tables once more, empty but for one hall: what pgbench_save.sql writes into.
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
CREATE TABLE bench.hall (LIKE hall INCLUDING ALL);
INSERT INTO bench.hall SELECT * FROM hall;
CREATE TABLE bench.verdict (LIKE verdict INCLUDING ALL);
CREATE TABLE bench.device_chain (LIKE device_chain INCLUDING ALL);
CREATE TABLE bench.case_operation (LIKE case_operation INCLUDING ALL);
CREATE TABLE bench.case_file (LIKE case_file INCLUDING ALL);
CREATE SEQUENCE bench.op CACHE 100;
