#!/usr/bin/env bash
# yjs 13.6.33: one undo may take back two of one's steps, when somebody else has overwritten the newest of them.
#
# Behaviour: A sets the key "a", then the key "b"; B sets "b" as well. A's first undo() finds nothing left of A's newest
#   step, drops it, and goes on to the step before: "a" is gone too, though A pressed undo once and nobody touched "a".
# One would expect: undo() takes back the newest step or, when nothing is left of it, does nothing (or says so); an older,
#   unrelated change stays.
# What follows: an editor with "undo one's own" over a shared map needs a guard: how many steps the stack lost tells.
# Seen (Node 20 and 24): steps_before=2 steps_after=0 a=undefined b=B
#
# Ends with one line; exits non-zero when that changes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund yjs@13.6.33
cat >probe.mjs <<'JS'
import * as Y from 'yjs';
const a = new Y.Doc();
const b = new Y.Doc();
const mine = {};
const undo = new Y.UndoManager(a.getMap('m'), { trackedOrigins: new Set([mine]), captureTimeout: 0 });
a.transact(() => a.getMap('m').set('a', 'A'), mine);
a.transact(() => a.getMap('m').set('b', 'A'), mine);
Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
b.getMap('m').set('b', 'B');
Y.applyUpdate(a, Y.encodeStateAsUpdate(b), 'remote');
const before = undo.undoStack.length;
undo.undo();
console.log(`steps_before=${before} steps_after=${undo.undoStack.length} a=${a.getMap('m').get('a')} b=${a.getMap('m').get('b')}`);
JS
got=$(node probe.mjs)
echo "$got"
test "$got" = 'steps_before=2 steps_after=0 a=undefined b=B'
