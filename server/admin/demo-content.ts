import type { TemplateId } from '#domain/journey/index.ts';
import type { Role } from '#domain/access/index.ts';
import type { Locale } from '#domain/shared/locale.ts';
import type { AskKind, ChannelName } from '#domain/survey/index.ts';

/** How answers of a touchpoint are spread, from the best customers could say to the worst. */
export type Mood = 'great' | 'good' | 'fair' | 'poor' | 'bad' | 'awful';

/** One question on one touchpoint, and what its customers answer. */
/** The kinds that the demo asks: how their answers are spread is written by hand. */
export type DemoKind = Extract<AskKind, 'nps' | 'csat' | 'ces-ease7' | 'ces-effort5'>;

export interface DemoAsk {
	/** The template's name of the touchpoint. */
	readonly at: string;
	readonly kind: DemoKind;
	/** Answers a day, on average. */
	readonly perDay: number;
	readonly mood: Mood;
	/** Since thirty days ago, when something changed. */
	readonly lately?: Mood;
	/** Only in these shops; in the others nothing changed. */
	readonly latelyIn?: readonly string[];
	/** Asked in each of the shops, by a code of its own. */
	readonly inShops?: true;
	/** Asked in several ways, whose people answer alike at any time: what changes is how many come by which. */
	readonly ways?: readonly DemoWay[];
	/** Asked by codes into the WeChat chat: in these shops; null: on something that is in none. */
	readonly inWechat?: readonly (string | null)[];
	/** How much customers who pass here go by it when they answer the outcome. */
	readonly pulls?: number;
	/** What the journey ends in, answered a week after all else. */
	readonly outcome?: true;
	readonly comments: { readonly good: readonly string[]; readonly bad: readonly string[] };
}

/** One way of several in which a question is asked. */
export interface DemoWay {
	readonly channel: ChannelName;
	readonly mood: Mood;
	/** Part of the answers, and since thirty days ago. */
	readonly share: number;
	readonly lately: number;
}

export interface DemoJourney {
	readonly title: string;
	readonly template: TemplateId;
	readonly locale: Locale;
	/** Known by name in a week. */
	readonly customersAWeek: number;
	/** Who looks after which touchpoints, by the template's names. */
	readonly owners: Readonly<Partial<Record<DemoDepartment, readonly string[]>>>;
	readonly asks: readonly DemoAsk[];
}

export const demoOwner = { name: '周宁', email: 'demo@example.com', password: 'wayfelt-demo' } as const;
export const demoWorkspace = { name: '云杉百货 Spruce Stores', timeZone: 'Asia/Shanghai' } as const;

/**
 * Where codes hang in the shops: what part of the answers comes from there, and how much more often than elsewhere they are
 * good ones. The smallest stay below what is ranked.
 */
export const demoShops: readonly { readonly name: string; readonly share: number; readonly better: number }[] = [
	{ name: '五角场 Wujiaochang', share: 22, better: 0.6 },
	{ name: '徐家汇 Xujiahui', share: 18, better: 0 },
	{ name: '南京西路 Nanjing Road West', share: 16, better: -0.45 },
	{ name: '杭州武林 Hangzhou Wulin', share: 12, better: 0.1 },
	{ name: '苏州中心 Suzhou Centre', share: 10, better: -0.1 },
	{ name: '世纪大道 Century Avenue', share: 9, better: 0 },
	{ name: '宁波天一 Ningbo Tianyi', share: 7, better: 0.2 },
	{ name: '昆山 Kunshan', share: 3, better: 0.9 },
	{ name: '嘉定 Jiading', share: 2, better: 0 }
];

/** In both languages, as the workspace is. */
export const demoDepartments = [
	'门店运营 Stores',
	'电商 E-commerce',
	'客户服务 Customer service',
	'配送 Delivery',
	'产品 Product',
	'市场 Marketing'
] as const;
export type DemoDepartment = (typeof demoDepartments)[number];

export const demoColleagues: readonly {
	readonly name: string;
	readonly email: string;
	readonly role: Role;
	readonly department: DemoDepartment;
	readonly locale: Locale;
}[] = [
	{ name: '李小明', email: 'li@example.com', role: 'editor', department: '门店运营 Stores', locale: 'zh-CN' },
	{ name: 'Mia Becker', email: 'mia@example.com', role: 'editor', department: '产品 Product', locale: 'en' },
	{ name: '王芳', email: 'wang@example.com', role: 'analyst', department: '电商 E-commerce', locale: 'zh-CN' },
	{
		name: 'Tom Okafor',
		email: 'tom@example.com',
		role: 'agent',
		department: '客户服务 Customer service',
		locale: 'en'
	},
	{ name: '陈静', email: 'chen@example.com', role: 'viewer', department: '配送 Delivery', locale: 'zh-CN' }
];

const store: DemoJourney = {
	title: '云杉百货 · 门店购物与线上下单',
	template: 'retail',
	locale: 'zh-CN',
	customersAWeek: 70,
	owners: {
		'门店运营 Stores': ['adviser', 'fitting', 'till', 'selfcheckout', 'pickup'],
		'电商 E-commerce': ['shop', 'cart'],
		'客户服务 Customer service': ['chat', 'returns', 'hotline'],
		'配送 Delivery': ['tracking', 'delivery'],
		'市场 Marketing': ['post', 'member']
	},
	asks: [
		{
			at: 'shop',
			inShops: true,
			kind: 'csat',
			perDay: 6,
			pulls: 0.1,
			mood: 'good',
			comments: {
				good: [
					'尺码表很清楚，没买错',
					'图片和实物一致',
					'Easy to see what is in stock near me',
					'搜索很快，一下就找到了'
				],
				bad: ['商品页加载太慢', '不知道哪张券能用', '库存显示有货，下单又说没有']
			}
		},
		{
			at: 'adviser',
			kind: 'nps',
			perDay: 5,
			pulls: 0.1,
			mood: 'great',
			comments: {
				good: [
					'导购很耐心，帮我搭了两套',
					'没有推销，只问我要什么',
					'She found my size in the other store in a minute',
					'小王服务特别好，下次还找她'
				],
				bad: ['找了半天没有人', '一直跟着我，有点不自在']
			}
		},
		{
			at: 'fitting',
			inWechat: ['五角场 Wujiaochang', '杭州武林 Hangzhou Wulin'],
			inShops: true,
			kind: 'csat',
			perDay: 1.2,
			pulls: 0.1,
			mood: 'good',
			comments: { good: ['灯光不错', '很干净'], bad: ['排队太久', '没有挂钩放包', '镜子上都是手印'] }
		},
		{
			at: 'chat',
			kind: 'ces-ease7',
			perDay: 4,
			pulls: 0.4,
			mood: 'fair',
			comments: {
				good: ['转人工很快，一次说清楚了', '客服把步骤发给我，照着做就好了'],
				bad: [
					'机器人一直答非所问',
					'等了二十分钟才转人工',
					'The bot keeps sending me texts that do not fit',
					'同一个问题说了三遍'
				]
			}
		},
		{
			at: 'till',
			inWechat: ['五角场 Wujiaochang', '徐家汇 Xujiahui', '南京西路 Nanjing Road West'],
			inShops: true,
			kind: 'csat',
			perDay: 9,
			pulls: 1.6,
			mood: 'good',
			// New tills in two shops.
			lately: 'awful',
			latelyIn: ['徐家汇 Xujiahui', '南京西路 Nanjing Road West'],
			comments: {
				good: ['收银员动作很快', '结账顺利'],
				bad: [
					'排了十几分钟，只开一个台',
					'优惠券扫不出来',
					'排队的人都到货架那边了',
					'Ten minutes of queue and one till open',
					'周末人手明显不够',
					'前面换班，停了五分钟没人管'
				]
			}
		},
		{
			at: 'selfcheckout',
			kind: 'ces-ease7',
			perDay: 3,
			pulls: 0.2,
			mood: 'fair',
			comments: { good: ['几秒钟就好', '比排队快多了'], bad: ['券用不了，还要叫人', '老是提示放回商品', '屏幕不灵敏'] }
		},
		{
			at: 'cart',
			kind: 'csat',
			perDay: 7,
			pulls: 0.6,
			mood: 'good',
			comments: {
				good: ['付款很方便', '地址自动填好了', 'Paid in two taps'],
				bad: ['凑单规则看不懂', '付款失败了一次，不知道扣没扣']
			}
		},
		{
			at: 'tracking',
			kind: 'csat',
			perDay: 0.1,
			mood: 'good',
			comments: { good: ['时间说得很准'], bad: ['短信来得太晚'] }
		},
		{
			at: 'delivery',
			inWechat: [null],
			kind: 'nps',
			perDay: 6,
			outcome: true,
			mood: 'fair',
			lately: 'great',
			comments: {
				good: [
					'说几点到就几点到',
					'送到门口还帮我搬进来',
					'It came when they said, in one piece',
					'改了时间也能送，很方便',
					'师傅很有礼貌'
				],
				bad: ['没打电话就放门卫了', '盒子压坏了', '晚了一天也没有通知']
			}
		},
		{
			at: 'pickup',
			inWechat: ['徐家汇 Xujiahui', '苏州中心 Suzhou Centre'],
			inShops: true,
			kind: 'csat',
			perDay: 3,
			pulls: 0.1,
			mood: 'great',
			comments: { good: ['报手机号就拿到了', '两分钟搞定', 'Ready when I came'], bad: ['取货点不好找'] }
		},
		{
			at: 'returns',
			inWechat: ['五角场 Wujiaochang'],
			kind: 'ces-ease7',
			perDay: 4,
			pulls: 0.8,
			mood: 'poor',
			comments: {
				good: ['两分钟就退好了，没多问', '退款当天到账'],
				bad: [
					'线上买的门店不给退',
					'要填三张表',
					'跑了两趟才退成',
					'The store cannot take back what I bought online',
					'退款等了十天'
				]
			}
		},
		{
			at: 'hotline',
			kind: 'csat',
			perDay: 4,
			pulls: 0.5,
			mood: 'bad',
			comments: {
				good: ['回电很准时'],
				bad: [
					'一直占线',
					'等了四十分钟',
					'转了三个人，每次都要重新说',
					'An hour on hold, then the line dropped',
					'答应回电，没有回'
				]
			}
		},
		{
			at: 'member',
			inWechat: [null],
			kind: 'nps',
			perDay: 2,
			mood: 'good',
			comments: { good: ['积分当钱花，挺实在', '生日礼很贴心'], bad: ['积分快过期了也不提醒', '规则老是改'] }
		}
	]
};

const software: DemoJourney = {
	title: 'Spruce Cloud · subscription',
	template: 'saas',
	locale: 'en',
	customersAWeek: 36,
	owners: {
		'市场 Marketing': ['website', 'demo'],
		'产品 Product': ['signup', 'setup', 'import', 'daily', 'release', 'export'],
		'客户服务 Customer service': [
			'contract',
			'security',
			'training',
			'docs',
			'ticket',
			'status',
			'report',
			'review',
			'renewal'
		]
	},
	asks: [
		{
			at: 'demo',
			kind: 'nps',
			perDay: 1,
			mood: 'great',
			comments: {
				good: ['They had read what we wrote before the call', 'No slides, our own data', '演示很贴近我们的场景'],
				bad: ['Too long for us']
			}
		},
		{
			at: 'setup',
			kind: 'ces-ease7',
			perDay: 3,
			pulls: 0.4,
			mood: 'fair',
			lately: 'good',
			comments: {
				good: ['The checklist took me through', 'Ready in ten minutes', '照着引导一步步就好了'],
				bad: ['I did not know what to do after the tour', 'Why do I have to invite people before I see anything?']
			}
		},
		{
			at: 'import',
			kind: 'ces-effort5',
			perDay: 2,
			pulls: 0.6,
			mood: 'poor',
			comments: {
				good: ['CSV just worked'],
				bad: [
					'Dates came in as text',
					'It stopped at row 4,000 and did not say why',
					'编码不对，中文全是乱码',
					'Had to rename forty columns by hand'
				]
			}
		},
		{
			at: 'training',
			inWechat: [null],
			kind: 'csat',
			perDay: 1,
			pulls: 0.1,
			mood: 'great',
			comments: {
				good: ['Our team could work alone the next day', '老师讲得很清楚'],
				bad: ['Recording came a week late']
			}
		},
		{
			at: 'daily',
			kind: 'csat',
			perDay: 5,
			pulls: 0.6,
			mood: 'good',
			// Since the question goes out by mail as well, those are heard who stay away.
			ways: [
				{ channel: 'embed', mood: 'great', share: 0.9, lately: 0.3 },
				{ channel: 'link', mood: 'poor', share: 0.1, lately: 0.7 }
			],
			comments: {
				good: ['Fast, and out of the way', 'Shortcuts for everything', '每天用，很顺手'],
				bad: ['Search does not find what I typed yesterday', 'Slow on Monday mornings']
			}
		},
		{
			at: 'ticket',
			kind: 'csat',
			perDay: 4,
			pulls: 1.4,
			mood: 'poor',
			lately: 'fair',
			comments: {
				good: ['Solved in one answer', 'They sent a video of exactly my case'],
				bad: [
					'Every agent asked me to tell the story again',
					'Closed without an answer',
					'三天才回复',
					'First reply was a robot'
				]
			}
		},
		{
			at: 'docs',
			kind: 'csat',
			perDay: 2,
			pulls: 0.2,
			mood: 'fair',
			comments: { good: ['Examples I can copy'], bad: ['Screenshots of an old version', '中文文档不全'] }
		},
		{
			at: 'renewal',
			kind: 'nps',
			perDay: 1,
			outcome: true,
			mood: 'fair',
			comments: {
				good: ['Fair offer, no games'],
				bad: ['Price went up without a word', 'Had to talk to three people to reduce seats']
			}
		}
	]
};

export const demoJourneys: readonly DemoJourney[] = [store, software];
