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
      return super.handle(request, response, callback);
    }
    response.setStatus(HttpStatus.FORBIDDEN_403);
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    callback.succeeded();
    return true;
  }
}
