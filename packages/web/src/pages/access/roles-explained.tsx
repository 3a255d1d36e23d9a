import { Skeleton, Table, Text } from '@mantine/core'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { rolesQuery, type Circumstance, type ExplainedAction } from '../../api/project-access.ts'
import { projectRoles } from '../../api/roles.ts'
import { Card } from '../../components/card.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { actionText } from './action-text.ts'
import { WideTable } from '../../components/wide-table.tsx'

/** What each role may do, as the server's rules have it. */
export function RolesExplained() {
  const { t } = useTranslation()
  const roles = useQuery(rolesQuery)
  return (
    <Card title={t('access.roles')} text={t('access.rolesText')}>
      <QueryBoundary query={roles} failed={t('access.rolesFailed')} skeleton={<Skeleton height={400} />}>
        {(all) => <RoleTable actions={all} />}
      </QueryBoundary>
    </Card>
  )
}

function RoleTable({ actions }: { actions: readonly ExplainedAction[] }) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={760} label={t('access.roles')}>
      <Table verticalSpacing={6} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="30%">{t('access.what')}</Table.Th>
            {projectRoles.map((role) => (
              <Table.Th key={role}>{t(`roles.${role}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {actions.map(({ action, by }) => (
            <Table.Tr key={action}>
              <Table.Th scope="row" fw={400}>
                {t(actionText(action))}
              </Table.Th>
              {projectRoles.map((role) => (
                <Table.Td key={role}>
                  <CircumstanceText value={by[role]} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function CircumstanceText({ value }: { value: Circumstance }) {
  const { t } = useTranslation()
  const text = t(`access.circumstances.${value}`)
  switch (value) {
    case 'always':
      return <IconCheck size={17} color="var(--atrium-calculation)" role="img" aria-label={text} />
    case 'never':
      return <IconMinus size={15} color="var(--mantine-color-dimmed)" role="img" aria-label={text} />
    default:
      return (
        <Text size="xs" component="span">
          {text}
        </Text>
      )
  }
}
