import { type Person, membersQuery, nameOf } from '../api/members.ts'
import { Select, type SelectProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

type Props = {
  label: string
  /** Uuid of the person; null: nobody yet. */
  value: string | null
  onPick: (person: Person) => void
  /** Uuids of people who are not offered. */
  without?: ReadonlySet<string>
} & Pick<SelectProps, 'placeholder' | 'w' | 'maw' | 'style' | 'size' | 'description'>

/** Picks a member of the organization by name or e-mail address. */
export function PersonSelect({ label, value, onPick, without, ...rest }: Props) {
  const members = useQuery(membersQuery).data ?? []
  const offered = members.filter(({ userUuid }) => without?.has(userUuid) !== true)
  return (
    <Select
      {...rest}
      label={label}
      data={offered.map((person) => ({ value: person.userUuid, label: labelOf(person) }))}
      value={value}
      searchable
      allowDeselect={false}
      limit={100}
      onChange={(userUuid) => {
        const person = offered.find((each) => each.userUuid === userUuid)
        if (person !== undefined) onPick(person)
      }}
    />
  )
}

const labelOf = (person: Person): string => (nameOf(person) === person.email ? person.email : `${nameOf(person)} · ${person.email}`)
