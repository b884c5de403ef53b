/** What columns are called, by what they mean. */
export const columnWords = {
	nps: /(?<![a-z])nps(?![a-z])|recommend|promoter score|tell a friend|weiterempf|推荐|推薦/i,
	csat: /(?<![a-z])csat(?![a-z])|satisf|zufrieden|满意|滿意/i,
	ces: /(?<![a-z])ces(?![a-z])|effort|easy|费力|轻松|容易/i,
	score:
		/score|rating|nps|csat|(?<![a-z])ces(?![a-z])|sentiment|stars?(?![a-z])|rate |recommend|satisf|tell a friend|bewertung|note$|评分|分数|得分|打分|星级|情感|满意|推荐|评星/i,
	touchpoint: /touch|reason|topic|category|channel|触点|原因|环节|类别|主题|渠道/i,
	time: /time|date|created|submitted|recorded|completed|datum|zeit|fecha|时间|日期|時間/i,
	comment:
		/comment|text|review|feedback|verbatim|message|content|opinion|suggest|anything else|what (should|could|can) we|improve|why|kommentar|评论|评价|留言|反馈|内容|备注|建议|意见|为什么/i,
	customer: /customer|user(?! ?(agent|lang))|e-?mail|phone|member|客户|用户|手机|邮箱|会员/i,
	externalId:
		/^(id|.*[_\s-]id|(response|respondent|answer|record|submission)id|.*(编号|单号|答卷号|流水号)|序号|token|guid|uuid|#|no\.?|nr\.?|number|row)$/i,
	/** Numbers that only count the rows of the file. */
	counter: /^(序号|编号|行号|序|no\.?|nr\.?|#|row|row ?(no|number|id)|index|idx|lfd\.? ?nr\.?|n°|s\/?n|sn)$/i
} as const;

/** Columns of tools that say something about the answer's way, not about what was answered. */
export const ABOUT_THE_ANSWER =
	/nps[_ ]group|- group$|- topics$|distribution ?channel|user ?(agent|lang)|startlanguage|browser|operating system|resolution|first click|last click|page submit|click count|duration|progress|last ?page|seed|latitude|longitude|经纬度|ip ?address|^ip$|来自ip|所用时间|时长|collector id|survey id|option id|custom data|tags?$|network id/i;

/** Begins, rather than ends: the time somebody opened the form is not the time of the answer. */
export const BEGINNING = /start|begin|open|created|开始|打开|创建/i;
export const ENDING = /submit|end|complet|record|finish|提交|完成|结束/i;
