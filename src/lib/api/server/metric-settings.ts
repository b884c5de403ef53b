import { idParams } from '#contract/id.ts';
import { MetricSettingsSchema } from '#contract/metric-settings.ts';
import { SettingInput, type SettingPlace } from '#domain/metrics/index.ts';
import { endpoint } from './endpoint.ts';

const places: Readonly<Record<SettingPlace, { en: string; 'zh-CN': string }>> = {
	touchpoint: { en: 'a touchpoint', 'zh-CN': '触点' },
	scene: { en: 'a scene', 'zh-CN': '场景' },
	journey: { en: 'a journey', 'zh-CN': '旅程' }
};

/** What is wanted of the metrics of a place of this kind: reading it. */
export const readSettings = (place: SettingPlace) =>
	endpoint({
		summary: {
			en: `What is wanted of the metrics of ${places[place].en}`,
			'zh-CN': `${places[place]['zh-CN']}各指标的目标与负责人`
		},
		description: {
			en: 'Target, margin and owner, where each comes from, and what was set here before.',
			'zh-CN': '目标、幅度与负责人，各自来自何处，以及此处此前的设定。'
		},
		permission: 'result.view',
		params: idParams,
		status: 200,
		response: MetricSettingsSchema,
		handler: ({ app, actor, params }) => app.metricSettings.get(actor, place, params.id)
	});

/** The same: setting it. */
export const changeSettings = (place: SettingPlace) =>
	endpoint({
		summary: {
			en: `Set what is wanted of a metric of ${places[place].en}`,
			'zh-CN': `设定${places[place]['zh-CN']}某一指标的目标与负责人`
		},
		description: {
			en: 'Holds for everything inside that has nothing of its own. What is null goes by what is set further away. 409 `setting_changed` when somebody has set something since the revision that is sent.',
			'zh-CN':
				'对其内部未单独设定之处一并生效；为 null 的项沿用上一级。若在所附版本之后已有他人更改，返回 409 `setting_changed`。'
		},
		permission: 'target.edit',
		params: idParams,
		body: SettingInput,
		status: 200,
		response: MetricSettingsSchema,
		handler: ({ app, actor, params, body }) => app.metricSettings.set(actor, place, params.id, body)
	});
