/** What columns are called, by what they mean. */
export const columnWords = {
	nps: /(?<![a-z])nps(?![a-z])|recom(?:m?[ae]nd|iend)|promoter score|tell a friend|how likely|weiterempf|aanbevelen|consigli|推荐|推薦|お勧め|おすすめ|薦め|추천/i,
	csat: /(?<![a-z])csat(?![a-z])|satisf|zufrieden|tevreden|soddisf|满意|滿意|満足|만족/i,
	ces: /(?<![a-z])ces(?![a-z])|effort|easy|ease of|how difficult|einfach|aufwand|facil|费力|費力|轻松|輕鬆|容易|簡単|쉬/i,
	score:
		/score|rating|nps|csat|(?<![a-z])ces(?![a-z])|sentiment|stars?(?![a-z])|rate |recommend|satisf|tell a friend|bewertung|note$|nota$|voto|calificaci|valoraci|punt(?:ua|eggio)|cijfer|评分|評分|評価|分數|평점|점수|分数|得分|打分|星级|情感|满意|推荐|评星/i,
	touchpoint: /touch|reason|topic|category|channel|触点|原因|环节|类别|主题|渠道/i,
	place:
		/(?<![a-z])(store|shop|branch|outlet|airline|carrier|hotel|restaurant|clinic)(?![a-z])|filiale|门店|門店|店铺|分店|网点|酒店|机场|餐厅|航空公司|医院|地点|店舗|매장/i,
	time: /time|date|created|submitted|recorded|completed|datum|zeit|fecha|时间|日期|時間|horodat|temporal|hora(?![a-z])|日時|タイムスタンプ|타임스탬프|날짜|일시/i,
	comment:
		/comment|text|review|feedback|verbatim|message|content|opinion|suggest|anything else|what (should|could|can) we|improve|why|kommentar|评论|评价|留言|反馈|内容|备注|建议|意见|为什么|為什麼|評論|建議|意見|留言|回饋|コメント|感想|의견|댓글|anmerk|bemerk|rückmeldung|warum|comentario|observaci|sugerencia|commentaire|remarque|avis|pourquoi|opmerking/i,
	customer:
		/customer|user(?! ?(agent|lang))|e-?mail|phone|member|guest|contact(?!ed)|client|account|kunde|客户|客戶|顾客|顧客|用户|用戶|手机|手機|邮箱|会员|會員|账号/i,
	externalId:
		/^(id|.*[_\s-]id|(response|respondent|answer|record|submission)id|.*(编号|单号|答卷号|流水号)|序号|token|guid|uuid|#|no\.?|nr\.?|number|row)$/i,
	/** Numbers of somebody or something that answers more than once: they say who or where, not which answer. */
	somebody:
		/customer|client|user|member|guest|patient|contact|account|person|employee|staff|agent|store|shop|branch|site|location|product|item|sku|device|survey|campaign|kunde|nutzer|filial|mitarbeiter|客户|客戶|顾客|顧客|用户|用戶|会员|會員|员工|員工|门店|門店|店铺|分店|网点|产品|產品|商品|设备|账号|帐号|手机|手機|电话|電話|身份证|问卷编号|触点|房间|座位|柜台/i,
	/** Numbers that only count the rows of the file. */
	counter: /^(序号|编号|行号|序|no\.?|nr\.?|#|row|row ?(no|number|id)|index|idx|lfd\.? ?nr\.?|n°|s\/?n|sn)$/i
} as const;

/** Columns of tools that say something about the answer's way, not about what was answered. */
export const ABOUT_THE_ANSWER =
	/nps[_ ]group|- group$|- topics$|distribution ?channel|user ?(agent|lang)|startlanguage|browser|operating system|resolution|first click|last click|page submit|click count|duration|progress|last ?page|seed|finished|status|recipient|language|latitude|longitude|经纬度|ip ?address|^ip$|来自ip|所用时间|时长|collector id|survey id|option id|custom data|tags?$|network id/i;

/** Begins, rather than ends: the time somebody opened the form is not the time of the answer. */
export const BEGINNING = /start|begin|open|created|开始|打开|创建/i;
export const ENDING = /submit|end|complet|record|finish|提交|完成|结束/i;
