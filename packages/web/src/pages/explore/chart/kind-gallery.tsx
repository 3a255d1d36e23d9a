import { Button, SimpleGrid, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { availableChartTypes, type ChartConfig } from '@atrium/documents'
import {
  IconChartArea,
  IconChartBar,
  IconChartDots,
  IconChartHistogram,
  IconChartLine,
  IconChartPie,
  IconFilter,
  IconNumber,
  IconReorder,
  IconTable,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { galleryKinds, kindOf, withKind, type GalleryKind } from '../../../explore/chart-kinds.ts'
import { useExplore } from '../explore-context.ts'
import classes from './chart-config.module.css'

const signs: Record<GalleryKind, Icon> = {
  vertical_bar: IconChartBar,
  horizontal_bar: IconReorder,
  line: IconChartLine,
  area: IconChartArea,
  scatter: IconChartDots,
  mixed: IconChartHistogram,
  pie: IconChartPie,
  funnel: IconFilter,
  big_number: IconNumber,
  table: IconTable,
}

type Props = { chart: ChartConfig; isAutomatic: boolean; onChange: (chart: ChartConfig) => void; onAutomatic: () => void }

/** Kinds of chart; those that do not fit the query say why. */
export function KindGallery({ chart, isAutomatic, onChange, onAutomatic }: Props) {
  const { t } = useTranslation()
  const { query, items } = useExplore()
  const available = new Map(availableChartTypes(query, items).map((entry) => [entry.kind, entry]))
  const current = kindOf(chart)
  return (
    <div style={{ padding: 8 }}>
      <SimpleGrid cols={5} spacing={4} role="group" aria-label={t('config.kind')}>
        {galleryKinds.map((kind) => {
          const Sign = signs[kind]
          const entry = available.get(kind)
          const isEnabled = entry?.enabled !== false
          return (
            <Tooltip key={kind} label={isEnabled ? t(`config.kinds.${kind}`) : `${t(`config.kinds.${kind}`)}: ${entry?.reason ?? ''}`}>
              <UnstyledButton
                className={classes['kind']}
                aria-pressed={current === kind}
                aria-disabled={!isEnabled}
                aria-label={isEnabled ? t(`config.kinds.${kind}`) : `${t(`config.kinds.${kind}`)}. ${entry?.reason ?? ''}`}
                onClick={() => isEnabled && onChange(withKind({ chart, query, items }, kind))}
              >
                <Sign size={20} stroke={1.6} aria-hidden />
              </UnstyledButton>
            </Tooltip>
          )
        })}
      </SimpleGrid>
      {isAutomatic ? (
        <Text size="xs" c="dimmed" mt={6}>
          {t('config.automatic')}
        </Text>
      ) : (
        <Button size="compact-xs" variant="subtle" mt={4} onClick={onAutomatic}>
          {t('config.backToAutomatic')}
        </Button>
      )}
    </div>
  )
}
