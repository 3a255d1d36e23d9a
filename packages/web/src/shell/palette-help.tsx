import { Spotlight } from '@mantine/spotlight'
import { useTranslation } from 'react-i18next'

const filters = ['type', 'by', 'space', 'updated'] as const

/** Words by which a search is narrowed; choosing one begins it. */
export function PaletteHelp({ onChoose }: { onChoose: (typed: string) => void }) {
  const { t } = useTranslation()
  return (
    <Spotlight.ActionsGroup label={t('search.filters')}>
      {filters.map((filter) => (
        <Spotlight.Action
          key={filter}
          label={`${filter}:`}
          description={t(`search.filterHelp.${filter}`)}
          closeSpotlightOnTrigger={false}
          onClick={() => onChoose(`${filter}:`)}
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}
