import java.io.File;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import software.amazon.dynamodb.services.local.main.CommandLineInput;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local on 127.0.0.1 only, and closed to web pages: its own main class listens on every interface and lets
 * every origin in. Takes the same arguments. Compiled by `pnpm generate`; the class file is checked in, because a
 * Java runtime has no compiler.
 */
public final class GuardedDynamoDbLocal extends Handler.Wrapper {
  private static final Pattern OWN_HOST =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d+)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern READ =
      Pattern.compile("\\w+\\.(BatchGet|Describe|Get|List|Query|Scan|TransactGet)\\w*");
  /** Whose writes nobody has to hear of (activity.ts). */
  private static final String MARKER_AGENT = "orderflow-stream-marker";
  /** The file whose time tells the copy's poller that something was written (activity.ts), where there is one. */
  private static final File ACTIVITY = new File(String.valueOf(System.getenv("ORDERFLOW_STATE_DIR")), "activity");

  private GuardedDynamoDbLocal(Handler engine) {
    super(engine);
  }

  public static void main(String[] args) {
    try {
      CommandLineInput input = new CommandLineInput(args);
      input.init();
      LocalDynamoDBServerHandler engine =
          new LocalDynamoDBServerHandler(
              new LocalDynamoDBRequestHandler(
                  0,
                  input.isInMemory(),
                  input.getDbPath(),
                  input.getSharedDb(),
                  input.shouldDelayTransientStatuses()),
              input.getCorsParams());
      Handler handlers = new DynamoDBProxyServer(input.getPort(), engine).setUpHandler(engine);
      Server server = new Server(new InetSocketAddress("127.0.0.1", input.getPort()));
      server.setHandler(new GuardedDynamoDbLocal(handlers));
      server.start();
    } catch (Exception error) {
      error.printStackTrace();
      System.exit(1);
    }
  }

  /** No page has business here: whatever a browser marks as coming from one is refused, and foreign names (DNS rebinding). */
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String host = request.getHeaders().get(HttpHeader.HOST);
    String site = request.getHeaders().get("Sec-Fetch-Site");
    boolean isOwn =
        host != null
            && OWN_HOST.matcher(host).matches()
            && !request.getHeaders().contains(HttpHeader.ORIGIN)
            && (site == null || site.equals("none"));
    if (isOwn) {
      String target = request.getHeaders().get("X-Amz-Target");
      String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
      boolean isQuiet =
          target == null || READ.matcher(target).matches() || (agent != null && agent.contains(MARKER_AGENT));
      return super.handle(request, response, isQuiet ? callback : Callback.from(callback, GuardedDynamoDbLocal::announce));
    }
    response.setStatus(HttpStatus.FORBIDDEN_403);
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    callback.succeeded();
    return true;
  }

  private static void announce() {
    ACTIVITY.setLastModified(System.currentTimeMillis());
  }
}
