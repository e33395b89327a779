-- What: indexes by which what has expired is found, the oldest first.
-- Why: it is removed in small batches; none may pass over what stays.
-- Data: none is changed.
-- Undo: drop the three indexes.

-- CreateIndex
CREATE INDEX "Device_cookieRenewedAt_idx" ON "Device"("cookieRenewedAt");

-- CreateIndex
CREATE INDEX "Session_endedAt_expiresAt_idx" ON "Session"("endedAt", "expiresAt");

-- CreateIndex
CREATE INDEX "SecurityEvent_at_idx" ON "SecurityEvent"("at");
