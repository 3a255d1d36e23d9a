import { Button, Center, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { MarkPlace, ChartWalk } from '@atrium/documents'
import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { howOf, type ClickHow } from './clicked-value.ts'
import { nextMark, type Mark } from './walk-chart.ts'

/** A clicked mark: its place in the option, where that is in the window, and how it was clicked. */
export type ChartPoint = MarkPlace & ClickHow

/** A click as the library tells it: on a mark of a series, on a name of an axis, or on something else. */
type DrawnClick = { componentType: string; targetType?: string; dataIndex?: number; seriesIndex?: number; event?: { event?: MouseEvent } }

type Props = {
  option: Readonly<Record<string, unknown>>
  /** Sentence for those who do not see the chart. */
  description: string
  height: number | string
  /** The way through its marks by key; null for a drawing without any. */
  walk: ChartWalk | null
  onPoint?: (point: ChartPoint) => void
}

/** Draws an ECharts option; the library is loaded when the first chart is shown. When it cannot be, that is said. */
export function EChart(props: Props) {
  const { t } = useTranslation()
  const [hasFailed, setFailed] = useState(false)
  if (!hasFailed) return <Drawing {...props} onFailed={() => setFailed(true)} />
  return (
    <Center h={props.height}>
      <Stack align="center" gap="xs" role="alert">
        <Text size="sm">{t('chart.notLoaded')}</Text>
        <Button size="xs" variant="default" onClick={() => setFailed(false)}>
          {t('error.retry')}
        </Button>
      </Stack>
    </Center>
  )
}

function Drawing({ option, description, height, walk, onPoint, onFailed }: Props & { onFailed: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const { t } = useTranslation()
  const [isReady, setReady] = useState(false)
  // The library does not ask by itself whether somebody wants things to move.
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)', false, { getInitialValueInEffect: false })
  const handlePoint = useRef(onPoint)
  const fail = useRef(onFailed)
  useEffect(() => {
    handlePoint.current = onPoint
    fail.current = onFailed
  })

  useEffect(() => {
    let isGone = false
    let observer: ResizeObserver | null = null
    const start = async (): Promise<void> => {
      const { init } = await import('./echarts-modules.ts')
      if (isGone || place.current === null) return
      const made = init(place.current, null, { renderer: 'canvas' })
      chart.current = made
      made.on('click', (event) => {
        const { componentType, targetType, dataIndex, seriesIndex, event: mouse } = event as unknown as DrawnClick
        if (mouse?.event === undefined || dataIndex === undefined) return
        if (componentType === 'series') handlePoint.current?.({ seriesIndex: seriesIndex ?? 0, dataIndex, ...howOf(mouse.event) })
        else if (targetType === 'axisLabel') handlePoint.current?.({ seriesIndex: 0, dataIndex, isName: true, ...howOf(mouse.event) })
      })
      observer = new ResizeObserver(() => made.resize())
      observer.observe(place.current)
      setReady(true)
    }
    start().catch(() => {
      if (!isGone) fail.current()
    })
    return () => {
      isGone = true
      observer?.disconnect()
      chart.current?.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => {
    if (isReady) chart.current?.setOption((isStill ? { ...option, animation: false } : option) as EChartsCoreOption, { notMerge: true })
  }, [option, isReady, isStill])

  const [mark, setMark] = useState<Mark | null>(null)
  const leave = (): void => {
    setMark(null)
    chart.current?.dispatchAction({ type: 'downplay' })
    chart.current?.dispatchAction({ type: 'hideTip' })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (walk === null || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape' && mark !== null) {
      event.stopPropagation()
      leave()
      return
    }
    if (event.key === 'Enter' && mark !== null && onPoint !== undefined) {
      event.preventDefault()
      // The menu that this opens takes keys elsewhere for a reason to close, this one too.
      event.stopPropagation()
      const { left, top, width, height: tall } = event.currentTarget.getBoundingClientRect()
      onPoint({ ...mark, x: left + width / 2, y: top + tall / 2, isAdded: false, isExcluded: false })
      return
    }
    const next = nextMark(event.key, mark, walk)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    setMark(next)
    chart.current?.dispatchAction({ type: 'downplay' })
    chart.current?.dispatchAction({ type: 'highlight', ...next })
    chart.current?.dispatchAction({ type: 'showTip', ...next })
  }
  const said = mark === null || walk === null ? '' : walk.textAt(mark.seriesIndex, mark.dataIndex)

  return (
    <div
      style={{ position: 'relative', height }}
      {...(walk === null ? {} : { role: 'application', 'aria-label': t('chart.walk'), tabIndex: 0, onKeyDown, onBlur: leave })}
    >
      {!isReady && <Skeleton style={{ position: 'absolute', inset: 0 }} />}
      <div ref={place} role="img" aria-label={description} style={{ width: '100%', height: '100%' }} data-chart-ready={isReady || undefined} />
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
    </div>
  )
}
