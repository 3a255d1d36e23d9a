import io.trino.plugin.memory.MemoryPlugin;
import io.trino.server.testing.TestingTrinoServer;

/** A Trino of one node with tables in memory, until standard input ends. Prints its address when it is ready. */
public final class TrinoForTests {
  public static void main(String[] arguments) throws Exception {
    try (TestingTrinoServer server = TestingTrinoServer.builder().build()) {
      server.installPlugin(new MemoryPlugin());
      server.createCatalog("memory", "memory");
      System.out.println("ready " + server.getBaseUrl());
      while (System.in.read() != -1) {}
    }
    System.exit(0);
  }
}
