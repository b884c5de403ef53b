import { both, defineTemplate } from './define-template.ts';

/** One trip by air. Its touchpoints cover what passengers complain about in public: see `airlineReasons`. */
export const airlineTemplate = defineTemplate({
	id: 'airline',
	title: both('Airline trip', '航空出行'),
	text: both(
		'From looking for a flight to the days after landing, the way a passenger lives it.',
		'从查航班到落地之后的几天，按旅客的真实经历来画。'
	),
	describes: true,
	lanes: ['touchpoints', 'actions', 'emotion', 'pain-points', 'quotes', 'opportunities', 'backstage'],
	scenes: [
		{
			title: both('Plan and book', '计划与订票'),
			description: both('Compare, choose, pay.', '比价、选航班、付款。'),
			expectedEmotion: 1,
			touchpoints: [
				{
					key: 'booking',
					title: both('Flight booking', '航班预订'),
					description: both(
						'Search, fare choice, seats and payment on the site or in the app.',
						'在官网或 App 上查询、选舱位、选座并付款。'
					),
					channel: 'web',
					momentOfTruth: true,
					expectedEmotion: 1
				},
				{ key: 'confirmation', title: both('Booking confirmation', '出票确认'), channel: 'email', expectedEmotion: 1 }
			],
			actions: [
				both('Compares times and fares on three sites', '在三个网站上比时间、比价格'),
				both('Chooses seats and adds a bag', '选座位，加购行李额')
			],
			pains: [
				[2, both('The total price shows only on the last page', '到最后一步才看到总价')],
				[3, both('Payment fails, and nobody knows if there is a ticket', '付款失败，不知道有没有出票')]
			],
			quotes: [
				[
					both('I was charged twice and still have no ticket.', '扣了两次钱，票还是没出。'),
					both('Call centre, March', '客服电话，3 月')
				]
			],
			opportunities: [
				both('Show the whole price with bag and seat from the first list on', '从搜索结果起就显示含行李、选座的总价')
			],
			backstage: [both('Fare engine and payment provider', '运价引擎与支付渠道')]
		},
		{
			title: both('Before the flight', '出发前'),
			description: both('Everything between the ticket and the airport.', '出票之后、到机场之前。'),
			expectedEmotion: 0,
			touchpoints: [
				{
					key: 'cancelled',
					title: both('Cancelled flight', '航班取消'),
					description: both(
						'The message that the flight will not go, and the way to another one.',
						'通知航班取消，并安排改签或退票。'
					),
					channel: 'sms',
					momentOfTruth: true,
					expectedEmotion: -1
				},
				{ key: 'checkin', title: both('Online check-in', '网上值机'), channel: 'app', expectedEmotion: 1 }
			],
			actions: [
				both('Checks in the evening before', '前一晚办理值机'),
				both('Looks up the terminal and the bag rules', '查航站楼和行李规定')
			],
			pains: [[3, both('A cancellation arrives with no other flight offered', '只通知取消，不给改签方案')]],
			quotes: [
				[
					both('Cancelled by text message, then two hours on hold.', '短信说取消了，打电话等了两个小时。'),
					both('Social media', '社交媒体')
				]
			],
			opportunities: [both('Offer two other flights in the same message', '在同一条消息里给出两个可改签航班')],
			backstage: [both('Operations control decides and triggers the messages', '运行控制中心决策并触发通知')]
		},
		{
			title: both('At the airport', '机场'),
			description: both('Bag drop, security, gate.', '托运、安检、登机口。'),
			expectedEmotion: -1,
			touchpoints: [
				{
					key: 'lines',
					title: both('Queues at check-in and bag drop', '值机与托运排队'),
					channel: 'store',
					expectedEmotion: -1
				},
				{
					key: 'late',
					title: both('Late flight', '航班延误'),
					description: both(
						'What passengers are told at the gate and on the phone while they wait.',
						'等待期间，登机口和手机上告诉旅客什么。'
					),
					channel: 'app',
					momentOfTruth: true,
					expectedEmotion: -1
				}
			],
			actions: [
				both('Drops the bag and goes through security', '托运行李，过安检'),
				both('Waits at the gate and watches the board', '在登机口等，盯着屏幕')
			],
			pains: [
				[2, both('Two counters open for three flights', '三个航班只开两个柜台')],
				[3, both('The new departure time changes every half hour', '起飞时间每半小时改一次')]
			],
			quotes: [
				[
					both('Three hours late, and nobody at the gate knows why.', '晚了三个小时，登机口没人说得清原因。'),
					both('Airport survey', '机场问卷')
				]
			],
			opportunities: [
				both(
					'Say the reason and the next time of news, even when there is no news',
					'说明原因，并告诉旅客下一次通报的时间'
				)
			],
			backstage: [
				both('Ground handling rosters follow the seasonal plan, not the day', '地服排班按航季计划，不按当天客流')
			]
		},
		{
			title: both('On board', '机上'),
			description: both('The hours people remember.', '旅客印象最深的几个小时。'),
			expectedEmotion: 1,
			touchpoints: [
				{
					key: 'attendants',
					title: both('Cabin crew', '乘务服务'),
					channel: 'other',
					momentOfTruth: true,
					expectedEmotion: 1
				},
				{
					key: 'flight',
					title: both('Comfort on board', '客舱体验'),
					description: both(
						'Seat, food, entertainment, wireless network, noise.',
						'座椅、餐食、娱乐、无线网络、噪声。'
					),
					channel: 'other',
					expectedEmotion: 1
				}
			],
			actions: [
				both('Finds room for the cabin bag', '找地方放随身行李'),
				both('Eats, works, sleeps', '用餐、办公、睡觉')
			],
			pains: [
				[2, both('Paid for wireless network that does not connect', '买了机上网络却连不上')],
				[1, both('No warm meal left in the last rows', '后排没有热餐了')]
			],
			quotes: [[both('The crew saved an awful day.', '糟糕的一天，是乘务员救回来的。'), both('Letter', '旅客来信')]],
			opportunities: [both('Refund broken entertainment or network without asking', '娱乐或网络故障，主动退费')],
			backstage: [both('Catering is loaded by forecast, 36 hours ahead', '配餐按预测，提前 36 小时')]
		},
		{
			title: both('Arrival', '到达'),
			description: both('The bag, and the way home.', '取行李，回家。'),
			expectedEmotion: 0,
			touchpoints: [
				{
					key: 'lost',
					title: both('Lost luggage', '行李丢失'),
					channel: 'store',
					momentOfTruth: true,
					expectedEmotion: -2
				},
				{ key: 'damaged', title: both('Damaged luggage', '行李破损'), channel: 'store', expectedEmotion: -1 }
			],
			actions: [
				both('Waits at the belt', '在转盘等行李'),
				both('Reports a missing or broken bag', '申报行李丢失或破损')
			],
			pains: [
				[3, both('No news about the bag for two days', '两天没有行李的消息')],
				[2, both('The form asks for what the tag already says', '行李条上有的信息还要再填一遍')]
			],
			quotes: [[both('My bag went to Denver, I did not.', '行李去了丹佛，我没去。'), both('Social media', '社交媒体')]],
			opportunities: [both('Show where the bag is, from drop to belt', '从托运到转盘，全程显示行李位置')],
			backstage: [both('World Tracer is updated by hand', '行李查询系统靠人工更新')]
		},
		{
			title: both('After the trip', '行程之后'),
			description: both('Help, refunds, and whether they fly with us again.', '求助、退款，以及会不会再选我们。'),
			expectedEmotion: 0,
			touchpoints: [
				{
					key: 'service',
					title: both('Customer service', '客户服务'),
					channel: 'phone',
					momentOfTruth: true,
					expectedEmotion: 0
				},
				{
					key: 'general',
					title: both('The trip as a whole', '整体印象'),
					description: both('What people say when they name no single reason.', '旅客没有说出具体原因时的评价。'),
					channel: 'other',
					expectedEmotion: 1
				}
			],
			actions: [
				both('Asks for a refund or the missing miles', '申请退款或补登里程'),
				both('Tells friends how it was', '跟朋友说这趟怎么样')
			],
			pains: [[3, both('An hour on hold, then the line drops', '等了一小时，电话断了')]],
			quotes: [
				[
					both('Every agent asked me to tell the story again.', '每换一个客服，都要我从头再说一遍。'),
					both('Call centre, July', '客服电话，7 月')
				]
			],
			opportunities: [
				both('Call back instead of holding, with the case already open', '用回电代替等待，接通时工单已打开')
			],
			backstage: [both('Refunds are checked by a second department', '退款需要第二个部门复核')]
		}
	],
	ways: [
		['booking', 'confirmation', 'checkin', 'lines', 'flight', 'general'],
		['confirmation', 'cancelled', 'service'],
		['lines', 'late', 'attendants'],
		['attendants', 'lost', 'service'],
		['flight', 'damaged', 'service']
	],
	personas: [
		{
			name: both('Ms Chen, flies for work', '陈女士，商务出行'),
			description: both(
				'38, sales lead, twice a month, cabin bag only, always in the app.',
				'38 岁，销售主管，每月飞两次，只带登机箱，一切用 App 办。'
			),
			goals: both('Be in the meeting on time. Know early when something changes.', '准时到会。有变动尽早知道。'),
			frustrations: both(
				'Finding out at the gate. Telling the same story three times.',
				'到了登机口才知道。同一件事要说三遍。'
			)
		}
	]
});

/** Reasons as they stand in public airline feedback → the touchpoint they concern. */
export const airlineReasons: Readonly<Record<string, string>> = {
	'Customer Service Issue': 'service',
	'Late Flight': 'late',
	'Cancelled Flight': 'cancelled',
	'Lost Luggage': 'lost',
	'Damaged Luggage': 'damaged',
	'Flight Booking Problems': 'booking',
	'Flight Attendant Complaints': 'attendants',
	'Bad Flight': 'flight',
	longlines: 'lines',
	"Can't Tell": 'general'
};
