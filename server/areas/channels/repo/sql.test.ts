import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as channels from './channels.ts';
import * as codes from './codes.ts';
import * as log from './log.ts';
import * as pushes from './pushes.ts';
import * as tokens from './tokens.ts';

const at = new Date(0);
const row = { workspace_id: 'w', id: 'c', kind: 'wechat', settings: { appId: 'wx1' }, secrets: Buffer.from([1]) };
const push = {
	workspace_id: 'w',
	channel_id: 'c',
	id: 'p',
	dedupe_key: 'm1',
	person: 'mark',
	content: Buffer.from([1]),
	happened_at: at,
	received_at: at
};

keepsSql('./channels.ts', channels, {
	listChannels: ({ db }) => channels.listChannels(db, 'w'),
	findChannel: ({ db }) => channels.findChannel(db, 'w', 'wechat'),
	channelById: ({ db }) => channels.channelById(db, 'w', 'c'),
	lockChannels: ({ db }) => channels.lockChannels(db, 'w'),
	insertChannel: ({ db }) => channels.insertChannel(db, row, at),
	changeChannel: ({ db }) => channels.changeChannel(db, row, at),
	deleteChannel: ({ db }) => channels.deleteChannel(db, 'w', 'wechat'),
	noteVerified: ({ db }) => channels.noteVerified(db, 'w', 'c', at),
	noteMissing: ({ db }) => channels.noteMissing(db, row, 'code'),
	pauseChannel: ({ db }) => channels.pauseChannel(db, row, at),
	forgetFindings: ({ db }) => channels.forgetFindings(db, row),
	noteChecked: ({ db }) => channels.noteChecked(db, row, { at, code: 'ok', detail: '' })
});

keepsSql('./pushes.ts', pushes, {
	insertPush: ({ db }) => pushes.insertPush(db, push),
	findPush: ({ db }) => pushes.findPush(db, 'w', 'c', 'p'),
	pushHandled: ({ db }) => pushes.pushHandled(db, { ...push, handled_at: null }, at),
	notePerson: ({ db }) =>
		pushes.notePerson(db, {
			workspace_id: 'w',
			channel_id: 'c',
			person: 'mark',
			name: Buffer.from([1]),
			follows: true,
			first_at: at,
			last_at: at,
			said_at: null
		}),
	purgePushes: ({ db }) => pushes.purgePushes(db, at)
});

keepsSql('./log.ts', log, {
	noteLine: ({ db }) =>
		log.noteLine(db, { workspaceId: 'w', channelId: 'c' }, { code: 'bad_signature', detail: '', at }),
	listLog: ({ db }) => log.listLog(db, 'w', 'c', 100),
	purgeLog: ({ db }) => log.purgeLog(db, at)
});

const where = { workspaceId: 'w', channelId: 'c' };

keepsSql('./tokens.ts', tokens, {
	findToken: ({ db }) => tokens.findToken(db, where, 'access'),
	lockToken: ({ db }) => tokens.lockToken(db, where),
	keepToken: ({ db }) =>
		tokens.keepToken(db, {
			workspace_id: 'w',
			channel_id: 'c',
			kind: 'access',
			token: Buffer.from([1]),
			expires_at: at,
			forced_at: null
		}),
	forgetTokens: ({ db }) => tokens.forgetTokens(db, where)
});

keepsSql('./codes.ts', codes, {
	findCode: ({ db }) => codes.findCode(db, where, 'c:1'),
	keepCode: ({ db }) => codes.keepCode(db, where, { scene: 'c:1', url: 'http://weixin.qq.com/q/1', at }),
	countCodes: ({ db, ...recording }) => {
		recording.finds([{ n: 1 }]);
		return codes.countCodes(db, where);
	},
	forgetCodes: ({ db }) => codes.forgetCodes(db, where)
});
