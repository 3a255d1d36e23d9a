import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventModel } from '../../../api/event-models.ts'
import { fieldValuesQuery } from '../../../api/explores.ts'

/** Where names and values are suggested from. */
export type EventSource = { projectUuid: string; /** Null: none is known. */ model: EventModel | null }

type Props = EventSource & { label: string; /** Empty: all events. */ value: string; onChange: (event: string) => void }

/** The name of an event, suggested from the warehouse while it is typed. */
export function EventField({ projectUuid, model, label, value, onChange }: Props) {
  const { t } = useTranslation()
  const known = useSuggestions({ projectUuid, model }, model?.eventFieldId ?? null, value)
  return (
    <Autocomplete
      size="xs"
      flex="1 1 180px"
      label={label}
      placeholder={t('endpoints.insight.allEvents')}
      value={value}
      onChange={onChange}
      data={known.values}
      filter={({ options }) => options}
      onFocus={known.open}
      maxLength={400}
      maxDropdownHeight={240}
    />
  )
}

/** Values of a dimension that contain a text; asked for once somebody wants them. */
export function useSuggestions({ projectUuid, model }: EventSource, fieldId: string | null, text: string): { values: string[]; open: () => void } {
  const [isOpen, setIsOpen] = useState(false)
  const [search] = useDebouncedValue(text, 200)
  const found = useQuery({
    ...fieldValuesQuery({ projectUuid, exploreName: model?.name ?? '', fieldId: fieldId ?? '', search }),
    enabled: isOpen && model !== null && fieldId !== null,
    placeholderData: keepPreviousData,
  })
  const values = (found.data?.results ?? []).flatMap((value) =>
    typeof value === 'string' && value !== '' ? [value] : typeof value === 'number' ? [String(value)] : [],
  )
  return { values: [...new Set(values)], open: () => setIsOpen(true) }
}
