-- What: triggers that ring the channels "hufu_feed" and "hufu_devices" (LISTEN/NOTIFY).
-- Why: the other processes look at once instead of at their next poll. The tables stay the truth: a bell says only where
--      to look, and a lost one costs a poll's time.
-- Data: none is changed.
-- Lock: a transaction that rings takes its turn at the commit with others that ring.
-- Undo: drop the three triggers, then the two functions.

-- Rung once a transaction, whatever the number of rows: PostgreSQL drops what is the same.
CREATE FUNCTION "hufu_ring_feed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hufu_feed', '');
    RETURN NULL;
END
$$;

CREATE TRIGGER "hufu_feed" AFTER INSERT ON "Revocation"
    FOR EACH STATEMENT EXECUTE FUNCTION "hufu_ring_feed"();

-- Says whose list of devices has changed.
CREATE FUNCTION "hufu_ring_devices"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hufu_devices', NEW."userId");
    RETURN NULL;
END
$$;

CREATE TRIGGER "hufu_devices" AFTER INSERT ON "Session"
    FOR EACH ROW EXECUTE FUNCTION "hufu_ring_devices"();

CREATE TRIGGER "hufu_devices" AFTER UPDATE OF "name" ON "Device"
    FOR EACH ROW WHEN (OLD."name" IS DISTINCT FROM NEW."name") EXECUTE FUNCTION "hufu_ring_devices"();
