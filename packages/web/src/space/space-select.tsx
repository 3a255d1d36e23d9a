import { NativeSelect, type NativeSelectProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spacesQuery, type SpaceSummary } from '../api/spaces.ts'
import { spaceTree } from './space-tree.ts'

type Choice = {
  spaces: readonly SpaceSummary[]
  /** Undefined as long as there is none to choose. */
  value: string | undefined
  onChoose: (spaceUuid: string) => void
  isFailed: boolean
}

type Props = { choice: Choice } & Pick<NativeSelectProps, 'label'>

/** Which space of a project somebody chose: `begun`, or the first that is open to all until they do. */
export function useSpaceChoice(projectUuid: string, begun: string | null = null): Choice {
  const { data: spaces = [], isError } = useQuery(spacesQuery(projectUuid))
  const [chosen, setChosen] = useState(begun)
  const value = chosen ?? (spaces.find(({ isPrivate }) => !isPrivate) ?? spaces[0])?.uuid
  return { spaces, value, onChoose: setChosen, isFailed: isError }
}

/** Asks in which space something is to lie. */
export function SpaceSelect({ choice: { spaces, value, onChoose, isFailed }, ...field }: Props) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      label={t('content.space')}
      {...field}
      value={value ?? ''}
      disabled={spaces.length === 0}
      error={isFailed && t('save.spacesFailed')}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={spaceTree(spaces).map(({ space: { uuid, isPrivate }, path }) => ({ value: uuid, label: isPrivate ? t('save.private', { name: path }) : path }))}
    />
  )
}
