import { both, defineTemplate } from './define-template.ts';

/** Shopping in a store and ordering online, as one way: people switch between the two. */
export const retailTemplate = defineTemplate({
	id: 'retail',
	title: both('Store purchase and online order', '门店购物 + 线上下单'),
	text: both(
		'One customer, two ways to buy: in the store, or online with delivery. They meet again after the sale.',
		'同一位客户，两种买法：到店购买，或线上下单送到家，售后再汇合。'
	),
	describes: true,
	lanes: ['touchpoints', 'actions', 'emotion', 'pain-points', 'quotes', 'opportunities', 'backstage'],
	scenes: [
		{
			title: both('Discover', '发现'),
			description: both('Hears of us, looks us up.', '知道我们，了解我们。'),
			expectedEmotion: 1,
			touchpoints: [
				{ key: 'post', title: both('Social post', '公众号推文'), channel: 'wechat', expectedEmotion: 1 },
				{ key: 'shop', title: both('Online shop, product page', '网店商品页'), channel: 'app', expectedEmotion: 1 }
			],
			actions: [
				both('Sees a post and saves the coupon', '看到推文，领取优惠券'),
				both('Checks size and stock nearby', '查尺码和附近门店库存')
			],
			pains: [[1, both('So many offers that none stands out', '优惠信息太多，看不到重点')]],
			quotes: [
				[
					both('I never know which coupon is valid where.', '我从来搞不清哪张券在哪儿能用。'),
					both('Interview, downtown store', '访谈，市中心店')
				]
			],
			opportunities: [both('One offer per customer, the one that fits', '每位客户只推一个最合适的优惠')],
			backstage: [both('Marketing plans campaigns per channel', '市场部按渠道分别排期')]
		},
		{
			title: both('Choose', '挑选'),
			description: both('In the aisle or on the phone.', '在货架前，或在手机上。'),
			expectedEmotion: 1,
			touchpoints: [
				{
					key: 'adviser',
					title: both('Advice in the store', '导购接待'),
					channel: 'store',
					momentOfTruth: true,
					expectedEmotion: 1
				},
				{ key: 'fitting', title: both('Fitting room', '试衣间'), channel: 'store', expectedEmotion: 1 },
				{ key: 'chat', title: both('Chat with service', '在线客服咨询'), channel: 'wechat', expectedEmotion: 0 }
			],
			actions: [both('Tries two sizes', '试两个尺码'), both('Compares the price on the phone', '用手机比价')],
			pains: [
				[2, both('Nobody says that the size is out of stock', '尺码缺货没人说')],
				[1, both('Chat answers with texts that do not fit', '客服回复答非所问')]
			],
			quotes: [
				[
					both('She found my size in the other store in a minute.', '她一分钟就帮我查到别的店有我的码。'),
					both('QR survey, fitting room', '扫码问卷，试衣间')
				]
			],
			opportunities: [
				both('Let staff order the missing size to the home on the spot', '缺码时导购当场帮客户下单，直接寄到家')
			],
			backstage: [both('Stock is counted at night; by noon it is wrong', '库存夜间盘点，到中午就不准了')]
		},
		{
			title: both('Pay', '付款'),
			description: both('At the till or in the cart.', '在收银台，或在购物车。'),
			expectedEmotion: 0,
			touchpoints: [
				{
					key: 'till',
					title: both('Queue at the till', '收银排队'),
					channel: 'store',
					momentOfTruth: true,
					expectedEmotion: -1
				},
				{ key: 'selfcheckout', title: both('Self-checkout', '自助收银'), channel: 'store', expectedEmotion: 0 },
				{
					key: 'cart',
					title: both('Online cart and payment', '线上下单支付'),
					channel: 'app',
					momentOfTruth: true,
					expectedEmotion: 0
				}
			],
			actions: [
				both('Queues, scans the coupon, pays', '排队、扫券、付款'),
				both('Enters an address and chooses a delivery slot', '填地址，选配送时段')
			],
			pains: [
				[3, both('Twelve minutes of queue at peak time', '高峰排队 12 分钟')],
				[2, both('The self-checkout does not take coupons', '自助机扫不出优惠券')]
			],
			quotes: [
				[
					both('Ten minutes of queue and one till open.', '排了十几分钟，只开一个台。'),
					both('QR survey, till', '扫码问卷，收银台')
				]
			],
			opportunities: [both('Open another till when the queue has five people', '排队超过五人就加开收银台')],
			backstage: [both('Till roster follows last month, not the hour', '收银排班看上个月，不看时段')]
		},
		{
			title: both('Receive', '配送'),
			description: both('The parcel, or the bag in the hand.', '等包裹，或直接提走。'),
			expectedEmotion: 1,
			touchpoints: [
				{ key: 'tracking', title: both('Delivery message', '配送通知'), channel: 'sms', expectedEmotion: 1 },
				{
					key: 'delivery',
					title: both('Delivery to the door', '送货上门'),
					channel: 'delivery',
					momentOfTruth: true,
					expectedEmotion: 1
				},
				{ key: 'pickup', title: both('Pick up in the store', '门店自提'), channel: 'store', expectedEmotion: 1 }
			],
			actions: [both('Follows the parcel', '查物流'), both('Opens the box and tries it on', '拆箱试用')],
			pains: [
				[2, both('Changing the slot needs a phone call', '改期要重新打电话')],
				[2, both('The parcel is left at the gate without asking', '没问就把包裹放在门卫')]
			],
			quotes: [
				[
					both('It came when they said, in one piece.', '说几点到就几点到，东西也完好。'),
					both('SMS survey', '短信问卷')
				]
			],
			opportunities: [both('Change the slot by one tap in the message', '短信里一键改配送时段')],
			backstage: [both('Two carriers, two tracking systems', '两家承运商，两套物流系统')]
		},
		{
			title: both('After the sale', '售后'),
			description: both('Returns, questions, coming back.', '退换、咨询、复购。'),
			expectedEmotion: 0,
			touchpoints: [
				{
					key: 'returns',
					title: both('Returns and exchange', '退换货'),
					channel: 'store',
					momentOfTruth: true,
					expectedEmotion: 0
				},
				{ key: 'hotline', title: both('Service hotline', '客服热线'), channel: 'phone', expectedEmotion: 0 },
				{ key: 'member', title: both('Member programme', '会员服务'), channel: 'wechat', expectedEmotion: 1 }
			],
			actions: [
				both('Brings an online order back to the store', '把网购的货拿到门店退'),
				both('Uses points at the next visit', '下次来用积分')
			],
			pains: [[3, both('The store cannot take back online orders', '门店不收线上订单的退货')]],
			quotes: [
				[
					both('Two minutes, no questions. I will be back.', '两分钟就退好了，没多问，下次还来。'),
					both('QR survey, service desk', '扫码问卷，服务台')
				]
			],
			opportunities: [both('One return desk for both ways of buying', '线上线下同一个退换货窗口')],
			backstage: [both('Store and online book their sales apart', '门店和电商分开核算')]
		}
	],
	ways: [
		['post', 'adviser', 'fitting', 'till', 'returns'],
		['shop', 'chat', 'cart', 'tracking', 'delivery', 'hotline'],
		['fitting', 'selfcheckout', 'member'],
		['cart', 'pickup', 'returns']
	],
	personas: [
		{
			name: both('Li Ting, shops between two meetings', '李婷，忙里偷闲地逛'),
			description: both(
				'32, works downtown, buys in the store at noon and on the phone at night.',
				'32 岁，在市中心上班，中午逛店，晚上手机下单。'
			),
			goals: both('The right size today, without waiting.', '今天就买到合适的尺码，不用等。'),
			frustrations: both('Queues in a short lunch break; coupons that do not scan.', '午休短还要排队；优惠券扫不出来。')
		}
	]
});
