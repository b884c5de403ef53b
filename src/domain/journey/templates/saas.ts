import { both, defineTemplate } from './define-template.ts';

/** A software subscription: from a problem at work to the renewal. */
export const saasTemplate = defineTemplate({
	id: 'saas',
	title: both('Software subscription', 'SaaS 订阅'),
	text: both(
		'A team finds a tool, tries it, brings it to work, needs help, and decides whether to stay.',
		'一个团队从发现工具、试用、用起来、遇到问题，到决定要不要续订。'
	),
	describes: true,
	lanes: ['touchpoints', 'actions', 'emotion', 'pain-points', 'quotes', 'opportunities', 'backstage'],
	scenes: [
		{
			title: both('Evaluate', '了解与比较'),
			description: both('Which tool solves this?', '哪个工具能解决问题？'),
			expectedEmotion: 0,
			touchpoints: [
				{ key: 'website', title: both('Website and pricing page', '官网与价格页'), channel: 'web', expectedEmotion: 0 },
				{
					key: 'demo',
					title: both('Demo with sales', '销售演示'),
					channel: 'phone',
					momentOfTruth: true,
					expectedEmotion: 1
				}
			],
			actions: [both('Asks peers and reads reviews', '问同行、看评价'), both('Makes a list of three', '列出三个候选')],
			pains: [
				[2, both('The price is "on request"', '价格要"联系销售"')],
				[1, both('The demo shows everything but our case', '演示什么都讲，就是没讲我们的场景')]
			],
			quotes: [
				[
					both('I wanted a number, I got a call next week.', '我只想要个价格，结果约了下周的电话。'),
					both('Lost-deal interview', '丢单访谈')
				]
			],
			opportunities: [both('A price calculator without a form', '不用留资料的价格计算器')],
			backstage: [both('Marketing hands over to sales by a weekly list', '市场部每周把名单交给销售')]
		},
		{
			title: both('Try', '试用'),
			description: both('Fourteen days to see the value.', '14 天里看到价值。'),
			expectedEmotion: 1,
			touchpoints: [
				{ key: 'signup', title: both('Sign-up', '注册'), channel: 'web', expectedEmotion: 1 },
				{
					key: 'setup',
					title: both('First steps in the product', '新手引导'),
					channel: 'app',
					momentOfTruth: true,
					expectedEmotion: 1
				},
				{ key: 'import', title: both('Bringing in own data', '导入自己的数据'), channel: 'app', expectedEmotion: 0 }
			],
			actions: [
				both('Invites two colleagues', '邀请两位同事'),
				both('Imports last year from a spreadsheet', '从表格导入去年的数据')
			],
			pains: [
				[3, both('The import fails without saying which row', '导入失败，不说是哪一行')],
				[1, both('Seven e-mails in the first week', '第一周收到七封邮件')]
			],
			quotes: [
				[
					both('The first chart with our own numbers sold it.', '看到自己数据画出的第一张图，我就决定买了。'),
					both('In-product survey', '产品内问卷')
				]
			],
			opportunities: [
				both('Show a result with their own data within ten minutes', '十分钟内用客户自己的数据出一个结果')
			],
			backstage: [both('Trial workspaces share one small database', '试用空间共用一个小数据库')]
		},
		{
			title: both('Buy and roll out', '购买与上线'),
			description: both('Contract, security review, everyone on board.', '合同、安全审查、全员上线。'),
			expectedEmotion: 0,
			touchpoints: [
				{ key: 'contract', title: both('Contract and invoice', '合同与发票'), channel: 'email', expectedEmotion: 0 },
				{ key: 'security', title: both('Security review', '安全审查'), channel: 'email', expectedEmotion: 0 },
				{
					key: 'training',
					title: both('Training for the team', '团队培训'),
					channel: 'phone',
					momentOfTruth: true,
					expectedEmotion: 1
				}
			],
			actions: [
				both('Fills in the security questionnaire with IT', '和 IT 一起填安全问卷'),
				both('Sets up roles and single sign-on', '配置角色和单点登录')
			],
			pains: [[2, both('The security answers take three weeks', '安全问卷三周才有答复')]],
			quotes: [
				[
					both('Legal took longer than the whole trial.', '走法务比整个试用期还久。'),
					both('Onboarding call', '上线电话')
				]
			],
			opportunities: [both('A public page with the answers that IT always asks for', '把 IT 常问的问题公开成一页')],
			backstage: [both('One engineer answers all security questions', '一位工程师回答所有安全问题')]
		},
		{
			title: both('Use', '日常使用'),
			description: both('Every day, by people who did not choose it.', '每天使用，而且多半不是自己选的。'),
			expectedEmotion: 1,
			touchpoints: [
				{
					key: 'daily',
					title: both('Daily work in the product', '日常操作'),
					channel: 'app',
					momentOfTruth: true,
					expectedEmotion: 1
				},
				{ key: 'release', title: both('A new version', '版本更新'), channel: 'app', expectedEmotion: 0 },
				{ key: 'report', title: both('Monthly report', '月度报告'), channel: 'email', expectedEmotion: 1 }
			],
			actions: [
				both('Builds the weekly report', '做每周报表'),
				both('Looks for where a button went', '找按钮搬到哪儿去了')
			],
			pains: [
				[2, both('Slow on Monday morning, when everybody works', '周一早上大家都用，就很慢')],
				[1, both('A release moves what people knew by heart', '更新之后，熟悉的位置全变了')]
			],
			quotes: [
				[both('It saves me Friday afternoon.', '它把我的周五下午还给了我。'), both('NPS comment', 'NPS 客户留言')]
			],
			opportunities: [both('Say what changed at the place where it changed', '在变化的地方说明变化')],
			backstage: [both('Releases go out on Mondays', '每周一发版')]
		},
		{
			title: both('Get help', '求助'),
			description: both('Something does not work.', '有东西不对劲。'),
			expectedEmotion: -1,
			touchpoints: [
				{ key: 'docs', title: both('Help centre', '帮助中心'), channel: 'web', expectedEmotion: 0 },
				{
					key: 'ticket',
					title: both('Support ticket', '提交工单'),
					channel: 'email',
					momentOfTruth: true,
					expectedEmotion: 0
				},
				{ key: 'status', title: both('Status page', '服务状态页'), channel: 'web', expectedEmotion: -1 }
			],
			actions: [
				both('Searches, then writes', '先搜，再写工单'),
				both('Sends the same screenshot twice', '同一张截图发两遍')
			],
			pains: [
				[3, both('Two days for a first answer', '两天才有第一次回复')],
				[2, both('The status page is green while nothing works', '明明用不了，状态页还是绿的')]
			],
			quotes: [
				[
					both('They fixed it before I had finished writing.', '我还没写完，他们已经修好了。'),
					both('CSAT comment', 'CSAT 客户留言')
				]
			],
			opportunities: [both('Send diagnostics with the ticket', '提交工单时自动附上诊断信息')],
			backstage: [both('Second line works office hours only', '二线只在工作时间值班')]
		},
		{
			title: both('Renew or leave', '续订或离开'),
			description: both('Is it worth it?', '值不值？'),
			expectedEmotion: 0,
			touchpoints: [
				{ key: 'review', title: both('Yearly review', '年度回顾'), channel: 'phone', expectedEmotion: 1 },
				{
					key: 'renewal',
					title: both('Renewal offer', '续订报价'),
					channel: 'email',
					momentOfTruth: true,
					expectedEmotion: 0
				},
				{ key: 'export', title: both('Leaving with the data', '带走数据'), channel: 'app', expectedEmotion: 0 }
			],
			actions: [
				both('Asks the team who really uses it', '问团队谁真的在用'),
				both('Compares the new price', '比较新的价格')
			],
			pains: [[3, both('The price rises and nobody explains why', '涨价了，没人解释为什么')]],
			quotes: [
				[
					both('We stay because of support, not features.', '我们续订是因为服务，不是因为功能。'),
					both('Renewal call', '续订电话')
				]
			],
			opportunities: [both('Show the team what it gained, with its own numbers', '用客户自己的数字说明收获')],
			backstage: [both('Account managers see usage once a quarter', '客户经理每季度才看一次使用情况')]
		}
	],
	ways: [
		[
			'website',
			'demo',
			'signup',
			'setup',
			'import',
			'contract',
			'security',
			'training',
			'daily',
			'report',
			'review',
			'renewal'
		],
		['website', 'signup'],
		['daily', 'docs', 'ticket', 'renewal'],
		['release', 'status', 'ticket'],
		['review', 'export']
	],
	personas: [
		{
			name: both('Wang Lei, operations lead', '王磊，运营负责人'),
			description: both(
				'41, answers for a team of twelve, chose the tool and has to defend it.',
				'41 岁，带 12 人的团队，工具是他选的，也要他来解释值不值。'
			),
			goals: both('A report on Monday that nobody doubts.', '周一拿出一份没人质疑的报表。'),
			frustrations: both('Waiting for answers; prices that change without a reason.', '等答复；没有理由的涨价。')
		}
	]
});
