import { ChartCard } from './chart/chart-card.tsx'
import classes from './explore.module.css'
import { FiltersCard } from './filters/filters-card.tsx'
import { ParameterBar } from './parameters/parameter-bar.tsx'
import { ResultsCard } from './results/results-card.tsx'
import { SqlCard } from './sql/sql-card.tsx'
import type { Cards } from './use-cards.ts'

/** The cards in the middle, top to bottom. */
export function ExploreCards({ cards, onConfigure }: { cards: Cards; onConfigure: () => void }) {
  const props = (name: Parameters<Cards['toggle']>[0]) => ({ open: cards.isOpen[name], onToggle: () => cards.toggle(name) })
  return (
    <div className={classes['cards']}>
      <ParameterBar />
      <FiltersCard {...props('filters')} />
      <ChartCard {...props('chart')} onConfigure={onConfigure} />
      <ResultsCard {...props('results')} />
      <SqlCard {...props('sql')} />
    </div>
  )
}
