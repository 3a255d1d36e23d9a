import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SpaceRole } from '../../api/spaces.ts'

const roles: readonly SpaceRole[] = ['viewer', 'editor', 'admin']

/** Picks what somebody is in a space. `name` says who. */
export function SpaceRoleSelect({ name, value, onChange }: { name: string; value: SpaceRole; onChange: (role: SpaceRole) => void }) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      size="xs"
      aria-label={t('space.role', { name })}
      value={value}
      data={roles.map((role) => ({ value: role, label: t(`space.roles.${role}`) }))}
      onChange={(event) => {
        const role = roles.find((each) => each === event.currentTarget.value)
        if (role !== undefined) onChange(role)
      }}
    />
  )
}
