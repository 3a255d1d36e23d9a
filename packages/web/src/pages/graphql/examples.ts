/** Queries to begin with. Each takes the project as `$project`. */
export const examples = {
  everything: `query Everything($project: ID!) {
  project(projectId: $project) {
    name
    models {
      grn
      name
      viewsLastTwoWeeks
      savedExplorations {
        grn
        name
        viewsLastTwoWeeks
      }
    }
    metrics {
      grn
      name
    }
    dashboards {
      grn
      name
      viewsLastTwoWeeks
    }
  }
}
`,
  files: `query Files($project: ID!) {
  project(projectId: $project) {
    dashboards {
      grn
      spec
    }
  }
}
`,
  people: `query People($project: ID!) {
  project(projectId: $project) {
    users {
      fullName
      email
      roles
    }
    roles {
      name
      permissionRules {
        name
        permissions
      }
    }
  }
}
`,
  question: `query Question($project: ID!) {
  runQuery(
    projectId: $project
    explore: "orders"
    dimensions: ["orders_status"]
    metrics: ["orders_order_count"]
    limit: 10
  ) {
    columns {
      name
      type
    }
    rows
    receipt
  }
}
`,
  endpoints: `query Endpoints($project: ID!) {
  project(projectId: $project) {
    endpoints {
      name
      description
      version
      isActive
    }
  }
}
`,
} as const

export type ExampleName = keyof typeof examples
export const exampleNames = Object.keys(examples) as ExampleName[]
