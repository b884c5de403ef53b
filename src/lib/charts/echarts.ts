/**
 * The only module that touches ECharts. It is reached by `import()` alone, so its chunk (some 170 kB gzip)
 * is fetched when somebody opens a chart and never with the board.
 */
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkLineComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

use([
	BarChart,
	CustomChart,
	LineChart,
	ScatterChart,
	GridComponent,
	TitleComponent,
	TooltipComponent,
	MarkLineComponent,
	AriaComponent,
	LabelLayout,
	SVGRenderer
]);

/** What `setOption` takes. */
export type EChartsOption = Parameters<EChartsType['setOption']>[0];

export { init, type EChartsType };
