package io.ringmain.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.ringmain.node.NodeStatus;

/**
 * Answers who asks how a node is: {@code /health}, {@code /ready}, {@code /status}, {@code /metrics}, and a page at
 * {@code /}. Plain HTTP without a password, so it listens at 127.0.0.1 unless told otherwise. Whoever reaches it sees names
 * of topics and counts, and can change nothing.
 *
 * <p>
 * Threading: any thread; answers on two threads of its own, {@code NAME/http-1} and {@code NAME/http-2}.
 */
public final class StatusServer implements AutoCloseable
{
    private static final int THREADS = 2;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Watched node;
    private final byte[] page;
    private final HttpServer server;
    private final ExecutorService threads;

    private StatusServer(Watched node, byte[] page, HttpServer server, ExecutorService threads)
    {
        this.node = node;
        this.page = page;
        this.server = server;
        this.threads = threads;
    }

    /**
     * Begins to answer.
     *
     * @param host an address of this machine
     * @param port 0 for any that is free
     * @param node what it tells of
     * @return to be closed
     * @throws UncheckedIOException when it cannot listen there; the message says what to do
     */
    public static StatusServer start(String host, int port, Watched node)
    {
        AtomicInteger number = new AtomicInteger();
        try (InputStream html = StatusServer.class.getResourceAsStream("status.html"))
        {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved())
            {
                throw new IOException("there is no host of that name");
            }
            HttpServer server = HttpServer.create(address, 0);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, work ->
            {
                Thread thread = new Thread(work, node.app() + "/http-" + number.incrementAndGet());
                // it must not keep alive what it only looks at
                thread.setDaemon(true);
                return thread;
            });
            StatusServer started = new StatusServer(node, html.readAllBytes(), server, threads);
            server.createContext("/", started::handle);
            server.setExecutor(threads);
            server.start();
            return started;
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("Cannot tell health at http://" + host + ':' + port + " (" + e.getMessage() +
                    "); give another port, or 0 for any that is free", e);
        }
    }

    /**
     * Where it is.
     *
     * @return such as http://127.0.0.1:8080
     */
    public String url()
    {
        InetSocketAddress address = server.getAddress();
        return "http://" + address.getHostString() + ':' + address.getPort();
    }

    @Override
    public void close()
    {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException
    {
        try (exchange)
        {
            if (exchange.getRequestMethod().equals("GET") || exchange.getRequestMethod().equals("HEAD"))
            {
                answerOrSayWhyNot(exchange);
            }
            else
            {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, NOT_ALLOWED, TEXT, "only GET and HEAD are answered\n");
            }
        }
    }

    private void answerOrSayWhyNot(HttpExchange exchange) throws IOException
    {
        try
        {
            answer(exchange, exchange.getRequestURI().getPath());
        }
        catch (RuntimeException e)
        {
            // a node that cannot even tell how it is is not healthy, and whoever asked is to see why
            send(exchange, UNAVAILABLE, TEXT, e + "\n");
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException
    {
        switch (path)
        {
            case "/health" -> state(exchange, isAlive(node.status().get().health()));
            case "/ready" -> state(exchange, isReady(node.status().get().health()));
            case "/status" -> send(exchange, OK, "application/json", StatusJson.of(node) + "\n");
            case "/metrics" -> send(exchange, OK, Metrics.CONTENT_TYPE, Metrics.of(node));
            case "/", "/index.html" -> {
                // the page is whole: what it would load from elsewhere is not ours
                exchange.getResponseHeaders().set("Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'");
                send(exchange, OK, "text/html; charset=utf-8", page);
            }
            default -> send(exchange, NOT_FOUND, TEXT,
                    "there are /health, /ready, /status, /metrics, and a page at /\n");
        }
    }

    private void state(HttpExchange exchange, boolean good) throws IOException
    {
        NodeStatus status = node.status().get();
        send(exchange, good ? OK : UNAVAILABLE, TEXT,
                status.health() + (status.trouble().isEmpty() ? "" : ": " + status.trouble()) + "\n");
    }

    private static boolean isAlive(NodeStatus.Health health)
    {
        return health != NodeStatus.Health.FAILED;
    }

    private static boolean isReady(NodeStatus.Health health)
    {
        return health == NodeStatus.Health.READY || health == NodeStatus.Health.STANDBY;
    }

    private static void send(HttpExchange exchange, int code, String type, String text) throws IOException
    {
        send(exchange, code, type, text.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int code, String type, byte[] body) throws IOException
    {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(code, head ? -1 : body.length);
        if (!head)
        {
            exchange.getResponseBody().write(body);
        }
    }
}
