import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as answers from './answers.ts';
import * as channels from './channels.ts';
import * as codes from './codes.ts';
import * as consents from './consents.ts';
import * as log from './log.ts';
import * as messages from './messages.ts';
import * as people from './people.ts';
import * as rounds from './rounds.ts';
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
	channelsIn: {
		'in all workspaces': ({ db }) => channels.channelsIn(db, undefined),
		'in one': ({ db }) => channels.channelsIn(db, 'w')
	},
	domainFile: ({ db }) => channels.domainFile(db, 'MP_verify_0123456789abcdef.txt'),
	channelById: ({ db }) => channels.channelById(db, 'w', 'c'),
	lockChannels: ({ db }) => channels.lockChannels(db, 'w'),
	insertChannel: ({ db }) => channels.insertChannel(db, row, at),
	changeChannel: ({ db }) => channels.changeChannel(db, row, at),
	deleteChannel: ({ db }) => channels.deleteChannel(db, 'w', 'wechat'),
	noteVerified: ({ db }) => channels.noteVerified(db, 'w', 'c', at),
	noteMissing: ({ db }) => channels.noteMissing(db, row, 'code'),
	pauseChannel: ({ db }) => channels.pauseChannel(db, row, at),
	pauseMini: ({ db }) => channels.pauseMini(db, row, at),
	forgetFindings: ({ db }) => channels.forgetFindings(db, row),
	noteQuotas: ({ db }) => channels.noteQuotas(db, row, [{ path: '/cgi-bin/qrcode/create', limit: 100, used: 1 }], at),
	noteChecked: ({ db }) => channels.noteChecked(db, row, { at, code: 'ok', detail: '' }),
	keepTemplates: ({ db }) => channels.keepTemplates(db, row, 'notice', { at: at.toISOString(), list: [] }),
	noteMiniChecked: ({ db }) => channels.noteMiniChecked(db, row, { code: 'ok', detail: '' })
});

keepsSql('./pushes.ts', pushes, {
	insertPush: ({ db }) => pushes.insertPush(db, push),
	findPush: ({ db }) => pushes.findPush(db, 'w', 'c', 'p'),
	pushHandled: ({ db }) => pushes.pushHandled(db, { ...push, handled_at: null }, at),
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
	takeLease: ({ db }) => tokens.takeLease(db, where, 'access', 'h', 25),
	endLease: ({ db }) => tokens.endLease(db, where, 'access', 'h'),
	keepToken: ({ db }) =>
		tokens.keepToken(db, {
			workspace_id: 'w',
			channel_id: 'c',
			kind: 'access',
			token: Buffer.from([1]),
			expires_at: at,
			forced_at: null
		}),
	forgetTokens: ({ db }) => tokens.forgetTokens(db, where, ['access', 'jsapi'])
});

keepsSql('./codes.ts', codes, {
	findCode: ({ db }) => codes.findCode(db, where, 'c:1'),
	keepCode: ({ db }) => codes.keepCode(db, where, { scene: 'c:1', url: 'http://weixin.qq.com/q/1', at }),
	countCodes: ({ db, ...recording }) => {
		recording.finds([{ n: 1 }]);
		return codes.countCodes(db, where);
	},
	forgetCodes: ({ db }) => codes.forgetCodes(db, where),
	findLink: ({ db }) => codes.findLink(db, where, 'link:1'),
	keepLink: ({ db }) => codes.keepLink(db, where, { scene: 'link:1', url: 'https://wxaurl.cn/1', at, expiresAt: at }),
	forgetLinks: ({ db }) => codes.forgetLinks(db, where)
});

const windows = { said: { times: 5, ms: 1000 }, acted: { times: 3, ms: 100 } };

keepsSql('./people.ts', people, {
	notePerson: ({ db }) =>
		people.notePerson(db, {
			workspace_id: 'w',
			channel_id: 'c',
			person: 'mark',
			name: Buffer.from([1]),
			follows: true,
			first_at: at,
			last_at: at,
			said_at: null,
			acted_at: at
		}),
	noteAgreed: ({ db }) =>
		people.noteAgreed(db, {
			...{ workspace_id: 'w', channel_id: 'c', person: 'mark', name: Buffer.from([1]), follows: false },
			...{ known_by: 'consent', first_at: at, last_at: at, said_at: null, acted_at: null }
		}),
	claimMessage: ({ db }) => people.claimMessage(db, { ...where, person: 'mark' }, windows, at),
	mayBeSent: ({ db, ...recording }) => {
		recording.finds([{ people: 1, messages: 2 }]);
		return people.mayBeSent(db, where, windows, at);
	},
	setContact: ({ db }) => people.setContact(db, { ...where, person: 'mark' }, false),
	wantsContact: ({ db }) => people.wantsContact(db, { ...where, person: 'mark' })
});

keepsSql('./messages.ts', messages, {
	insertMessage: ({ db }) =>
		messages.insertMessage(db, {
			workspace_id: 'w',
			channel_id: 'c',
			id: 'm',
			kind: 'menu',
			dedupe_key: 'm1',
			number: '123456789012',
			person: 'mark',
			content: Buffer.from([1]),
			created_at: at
		}),
	messageOf: ({ db }) => messages.messageOf(db, where, 'm1'),
	messageNumbered: ({ db }) => messages.messageNumbered(db, where, '123456789012'),
	settleMessage: ({ db }) =>
		messages.settleMessage(db, where, 'm', { state: 'sent', code: null, platform_id: null, settled_at: at }),
	dropMessage: ({ db }) => messages.dropMessage(db, where, 'm', 'sending'),
	noteReceipt: ({ db }) =>
		messages.noteReceipt(db, where, { kinds: ['template'], platformId: '23984', person: 'mark', code: null, at }),
	noteTap: ({ db }) => messages.noteTap(db, where, 'm', at, false),
	purgeMessages: ({ db }) => messages.purgeMessages(db, at),
	countUse: ({ db }) => messages.countUse(db, where, 'menu', '2026-03-02'),
	usesOn: ({ db }) => messages.usesOn(db, where, '2026-03-02'),
	purgeUses: ({ db }) => messages.purgeUses(db, '2026-03-02')
});

const ofTemplate = { ...where, way: 'notice' as const, template: 't' };

keepsSql('./consents.ts', consents, {
	noteConsent: ({ db }) =>
		consents.noteConsent(db, {
			...{ workspace_id: 'w', channel_id: 'c', id: 'a', way: 'notice', template: 't', person: 'mark' },
			...{ dedupe_key: 'e1 t', scene: null, given_at: at }
		}),
	claimConsent: ({ db }) => consents.claimConsent(db, ofTemplate, 'mark', at),
	releaseConsent: ({ db }) => consents.releaseConsent(db, where, 'a'),
	endConsents: ({ db }) => consents.endConsents(db, ofTemplate, 'mark', at),
	consentsLeft: ({ db }) => consents.consentsLeft(db, where),
	purgeConsents: ({ db }) => consents.purgeConsents(db, at)
});

const askedFor = { workspaceId: 'w', channelId: 'c', responseId: 'r', person: 'mark' };

keepsSql('./answers.ts', answers, {
	noteAskedFor: ({ db }) => answers.noteAskedFor(db, askedFor, at),
	givenAnswers: ({ db }) => answers.givenAnswers(db, 500),
	linkAnswer: ({ db }) => answers.linkAnswer(db, askedFor, 'k'),
	purgeAskedFor: ({ db }) => answers.purgeAskedFor(db, at),
	heardOf: ({ db, ...recording }) => {
		recording.finds([{ people: 1, pushes: 2, messages: 0 }]);
		return answers.heardOf(db, 'w', ['mark']);
	},
	forgetPeople: ({ db }) => answers.forgetPeople(db, 'w', ['mark'])
});

const waiting = {
	...{ workspace_id: 'w', channel_id: 'c', id: 'm', kind: 'template', dedupe_key: 'rd:mark', number: '123456789012' },
	...{ person: 'mark', content: Buffer.from([1]), created_at: at, round_id: 'd' }
};

keepsSql('./rounds.ts', rounds, {
	insertRound: ({ db }) =>
		rounds.insertRound(db, {
			...{ workspace_id: 'w', channel_id: 'c', id: 'd', key: 'key-0001', way: 'template', is_test: false },
			...{ code: 'code', content: Buffer.from([1]), state: 'running', created_by: 'u', created_at: at }
		}),
	roundOf: ({ db }) => rounds.roundOf(db, where, 'd'),
	roundByKey: ({ db }) => rounds.roundByKey(db, where, 'key-0001'),
	listRounds: ({ db }) => rounds.listRounds(db, where, 20),
	roundsDue: ({ db }) => rounds.roundsDue(db, at),
	setRound: ({ db }) => rounds.setRound(db, where, 'd', 'running', { state: 'done', stop_code: null, resume_at: null }),
	countsOf: ({ db }) => rounds.countsOf(db, where, ['d']),
	insertWaiting: ({ db }) => rounds.insertWaiting(db, [waiting]),
	takeWaiting: ({ db }) => rounds.takeWaiting(db, where, 'd', 1),
	putBack: ({ db }) => rounds.putBack(db, where, 'm'),
	giveUpSending: ({ db }) => rounds.giveUpSending(db, where, 'd', at),
	noteResult: ({ db }) => rounds.noteResult(db, where, 'd', 'mark', { state: 'arrived', code: null, settled_at: at }),
	messagesOf: ({ db }) => rounds.messagesOf(db, where, 'd', 200),
	newestRound: ({ db }) => rounds.newestRound(db, where),
	audienceOf: {
		'whom the account knows': ({ db }) => rounds.audienceOf(db, where, 10_000),
		'who agreed': ({ db }) => rounds.audienceOf(db, where, 10_000, { way: 'notice', template: 't' })
	},
	codesOf: ({ db }) => rounds.codesOf(db, 'w', 'wechat', 200),
	zoneOf: ({ db, ...recording }) => {
		recording.finds([{ time_zone: 'Asia/Shanghai' }]);
		return rounds.zoneOf(db, 'w');
	},
	purgeRounds: ({ db }) => rounds.purgeRounds(db, at)
});
