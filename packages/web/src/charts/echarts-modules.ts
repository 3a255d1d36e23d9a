import { BarChart, FunnelChart, LineChart, PieChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, DataZoomComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, TooltipComponent } from 'echarts/components'
import { init, setPlatformAPI, use as register } from 'echarts/core'
import { LabelLayout, UniversalTransition } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'

register([
  BarChart,
  FunnelChart,
  LineChart,
  PieChart,
  ScatterChart,
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  LabelLayout,
  UniversalTransition,
  CanvasRenderer,
])

const canvas = document.createElement('canvas').getContext('2d')

// Line heights are taken from the width of this letter, which is wrong on machines without a font for it: labels of
// several lines would overlap. Every other text is measured as it is drawn.
const squareLetter = '国'

setPlatformAPI({
  measureText(text, font = '12px sans-serif') {
    if (text === squareLetter || canvas === null) return { width: text.length * Number(/(\d+(?:\.\d+)?)px/.exec(font)?.[1] ?? 12) }
    canvas.font = font
    return { width: canvas.measureText(text).width }
  },
})

export { init }
