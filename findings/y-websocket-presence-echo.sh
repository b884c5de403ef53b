#!/usr/bin/env bash
# y-websocket 3.1.0: a client sends every presence (awareness) state that it hears back to the server.
#
# Behaviour: the provider's awareness listener does not look at where a change came from. A state that arrived over the
#   socket is sent out again, in a frame that carries all clients changed by it.
# One would expect: a client sends its own state only; the server hands out the others'.
# What follows: with n people on a document each movement reaches the server n times, and frames grow with the number of
#   people that one incoming frame spoke of. A server that bounds "states per frame" closes honest clients as soon as
#   enough people move at once.
# Seen (Node 20 and 24): moved=1 sent_by_mover=1 echoed_by_listener=1
#
# Runs y-websocket against a relay of twenty lines on loopback. Ends with one line; exits non-zero when that changes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund y-websocket@3.1.0 y-protocols@1.0.7 yjs@13.6.33 lib0@0.2.120 ws@8.23.0
cat >probe.mjs <<'JS'
import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';
import * as Y from 'yjs';
import * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';

const PRESENCE = 1;
const heard = [];
let listening = (_) => {};
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
await once(server, 'listening');
server.on('connection', (socket, request) => {
	const from = new URL(request.url, 'http://relay').searchParams.get('who');
	socket.on('message', (data) => {
		const bytes = new Uint8Array(data);
		const decoder = decoding.createDecoder(bytes);
		if (decoding.readVarUint(decoder) !== PRESENCE) return;
		const inner = decoding.createDecoder(decoding.readVarUint8Array(decoder));
		const states = Array.from({ length: decoding.readVarUint(inner) }, () => ({
			client: decoding.readVarUint(inner),
			clock: decoding.readVarUint(inner),
			state: JSON.parse(decoding.readVarString(inner))
		}));
		heard.push({ from, states });
		listening(heard.at(-1));
		for (const other of server.clients) if (other !== socket) other.send(bytes);
	});
});
const join = async (who) => {
	const provider = new WebsocketProvider(`ws://127.0.0.1:${server.address().port}`, 'doc', new Y.Doc(), {
		WebSocketPolyfill: WebSocket,
		disableBc: true,
		params: { who }
	});
	if (!provider.wsconnected) await new Promise((ok) => provider.once('status', ok));
	return provider;
};
const until = (test) => new Promise((ok) => (listening = (frame) => test(frame) && ok()));
const mover = await join('mover');
const listener = await join('listener');

// The listener sends a state of its own last: everything it had to say of the mover's is before it.
const speaks = (who, mark) => (frame) => frame.from === who && frame.states.some(({ state }) => state?.mark === mark);
const moved = until(speaks('mover', 'moved'));
const arrived = new Promise((ok) =>
	listener.awareness.on('change', () => listener.awareness.getStates().get(mover.awareness.clientID)?.mark === 'moved' && ok())
);
mover.awareness.setLocalState({ mark: 'moved' });
await moved;
await arrived;
const last = until(speaks('listener', 'last'));
listener.awareness.setLocalState({ mark: 'last' });
await last;

const count = (who) => heard.filter(speaks(who, 'moved')).length;
console.log(`moved=1 sent_by_mover=${count('mover')} echoed_by_listener=${count('listener')}`);
process.exit(0);
JS
got=$(node probe.mjs)
echo "$got"
test "$got" = 'moved=1 sent_by_mover=1 echoed_by_listener=1'
