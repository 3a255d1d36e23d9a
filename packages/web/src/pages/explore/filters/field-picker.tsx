import { Button, Combobox, useCombobox } from '@mantine/core'
import { getItemLabel, type Item } from '@atrium/semantic'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { kindColors } from '../../../explore/type-signs.ts'
import { useExplore } from '../explore-context.ts'
import { filterKindOf, type FilterKind } from '../use-add-filter.ts'

type Props = { label: string; onPick: (fieldId: string) => void; /** Only fields whose filters belong here. */ kind?: FilterKind }

const shown = 60
const colors: Record<FilterKind, string> = { dimensions: kindColors.dimension, metrics: kindColors.metric, tableCalculations: kindColors.calculation }

/** A button that opens a searchable list of fields. */
export function FieldPicker({ label, onPick, kind }: Props) {
  const { t } = useTranslation()
  const { items } = useExplore()
  const [search, setSearch] = useState('')
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      combobox.focusTarget()
      setSearch('')
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = Object.entries(items)
    .filter(
      ([fieldId, item]) =>
        isOffered(item) &&
        (kind === undefined || filterKindOf(item) === kind) &&
        words.every((word) => `${nameOf(item)} ${fieldId}`.toLowerCase().includes(word)),
    )
    .slice(0, shown)
  return (
    <Combobox
      store={combobox}
      width={300}
      position="bottom-start"
      onOptionSubmit={(fieldId) => {
        combobox.closeDropdown()
        onPick(fieldId)
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={15} />}
          onClick={() => combobox.toggleDropdown()}
          style={{ alignSelf: 'flex-start' }}
        >
          {label}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t('fields.search')}
          aria-label={t('fields.search')}
        />
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
          {found.length === 0 && <Combobox.Empty>{t('fields.noMatch', { search })}</Combobox.Empty>}
          {found.map(([fieldId, item]) => (
            <Combobox.Option key={fieldId} value={fieldId} style={{ color: colors[filterKindOf(item)] }}>
              {nameOf(item)}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

const nameOf = (item: Item): string => getItemLabel(item, { withTable: true })

/** Hidden fields are not offered, nor a date that stands for its cuts. */
const isOffered = (item: Item): boolean => !('hidden' in item && item.hidden) && !('isIntervalBase' in item && item.isIntervalBase)
