import { Badge, Code, Group, ScrollArea, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql'
import { useTranslation } from 'react-i18next'

type Props = { schema: GraphQLSchema; /** What is looked for, or the name of a type. */ search: string; onSearch: (search: string) => void }

/** The types of the schema with their fields, those that match. */
export function SchemaDocs({ schema, search, onSearch }: Props) {
  const { t } = useTranslation()
  const wanted = search.trim().toLowerCase()
  const shown = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .filter((type) => wanted === '' || type.name.toLowerCase().includes(wanted) || fieldsOf(type).some(({ name }) => name.toLowerCase().includes(wanted)))
    .toSorted((a, b) => Number(b.name === 'Query') - Number(a.name === 'Query') || a.name.localeCompare(b.name, 'en'))
  return (
    <section aria-label={t('graphql.docs')}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {t('graphql.docs')}
        </Title>
        <TextInput
          size="xs"
          leftSection={<IconSearch size={14} />}
          aria-label={t('graphql.search')}
          placeholder={t('graphql.search')}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
        />
      </Group>
      <ScrollArea.Autosize mah={520} tabIndex={0} viewportProps={{ 'aria-label': t('graphql.docs') }}>
        <Stack gap="md" pr="sm">
          {shown.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('graphql.nothingFound')}
            </Text>
          )}
          {shown.map((type) => (
            <TypeDocs key={type.name} type={type} onShow={onSearch} />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </section>
  )
}

const fieldsOf = (type: GraphQLNamedType): (GraphQLField<unknown, unknown> | GraphQLInputField)[] =>
  isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : []

function TypeDocs({ type, onShow }: { type: GraphQLNamedType; onShow: (name: string) => void }) {
  return (
    <div>
      <Title order={3} size="h6">
        {type.name}
      </Title>
      {type.description != null && (
        <Text size="xs" c="dimmed">
          {type.description}
        </Text>
      )}
      <Stack gap={2} mt={4}>
        {fieldsOf(type).map((field) => {
          const inner: GraphQLNamedType = getNamedType(field.type)
          return (
            <div key={field.name}>
              <Group gap={6} wrap="wrap">
                <Code>{field.name}</Code>
                <UnstyledButton onClick={() => onShow(inner.name)}>
                  <Badge size="sm" variant="light" tt="none">
                    {String(field.type)}
                  </Badge>
                </UnstyledButton>
                {'args' in field &&
                  field.args.map((argument) => (
                    <Text key={argument.name} size="xs" c="dimmed" span title={argument.description ?? undefined}>
                      {argument.name}: {String(argument.type)}
                    </Text>
                  ))}
              </Group>
              {field.description != null && (
                <Text size="xs" c="dimmed">
                  {field.description}
                </Text>
              )}
            </div>
          )
        })}
      </Stack>
    </div>
  )
}
