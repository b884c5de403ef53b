import { type Both, both } from '../both.ts';
import type { LaneKind } from '../lanes/all-lanes.ts';
import type { Emotion } from '../records/define-record.ts';
import type { Channel } from '../records/touchpoint.ts';

export { both, type Both };

export interface TemplateTouchpoint {
	/** Name inside the template: paths and importers refer to it. */
	readonly key: string;
	readonly title: Both;
	readonly channel: Channel;
	readonly description?: Both;
	readonly momentOfTruth?: boolean;
	readonly expectedEmotion?: Emotion;
}

export interface TemplateScene {
	readonly title: Both;
	readonly description?: Both;
	readonly expectedEmotion?: Emotion;
	readonly touchpoints?: readonly TemplateTouchpoint[];
	readonly actions?: readonly Both[];
	/** With how bad it is: 1 annoying, 2 costly, 3 makes customers leave. */
	readonly pains?: readonly (readonly [1 | 2 | 3, Both])[];
	readonly opportunities?: readonly Both[];
	/** Words of a customer, and where they come from. */
	readonly quotes?: readonly (readonly [Both, Both])[];
	readonly backstage?: readonly Both[];
	readonly notes?: readonly Both[];
}

export interface TemplatePersona {
	readonly name: Both;
	readonly description: Both;
	readonly goals: Both;
	readonly frustrations: Both;
}

/** A journey to start from. One file each, content in both languages side by side. */
export interface Template<Id extends string = string> {
	readonly id: Id;
	readonly title: Both;
	/** What the gallery says about it. */
	readonly text: Both;
	/** Does the new journey say it too, as its description? */
	readonly describes: boolean;
	readonly lanes: readonly LaneKind[];
	readonly scenes: readonly TemplateScene[];
	/** Keys of the touchpoints that customers pass one after the other; several ways may share touchpoints. */
	readonly ways: readonly (readonly string[])[];
	readonly personas: readonly TemplatePersona[];
}

// The annotation lets pages that make no journeys leave all templates out.
/*#__NO_SIDE_EFFECTS__*/
export const defineTemplate = <const Id extends string>(template: Template<Id>): Template<Id> => template;
