package io.ringmain.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * What a port speaks, found out by two short questions: the beginning of a TLS handshake, of which only the first bytes of the
 * answer are looked at, and the question that Kafka's clients ask before they log in. No secret is sent.
 *
 * @param address host and port as they were given
 * @param speaks  what it is
 * @param detail  why it is refused, or which SASL mechanisms it takes
 */
record Port(String address, Speaks speaks, String detail)
{
    enum Speaks
    {
        /** The name has no address. */
        UNKNOWN_HOST,
        /** Nobody listens there. */
        REFUSED,
        /** No answer, neither yes nor no. */
        SILENT,
        /** Something answers that is neither TLS nor Kafka. */
        SOMETHING_ELSE, TLS,
        /** Kafka, not encrypted. */
        PLAINTEXT,
        /** The same, and the client has to say who it is. */
        SASL_PLAINTEXT
    }

    private static final int CONNECT_MS = 400;
    private static final int ANSWER_MS = 600;

    // the first byte of a TLS record, and the second, of every version since 3.0
    private static final int TLS_ALERT = 21;
    private static final int TLS_HANDSHAKE = 22;
    private static final int TLS_MAJOR = 3;

    private static final short SASL_HANDSHAKE = 17;
    private static final short VERSION = 1;
    private static final int CORRELATION = 0x52494e47;
    private static final short ILLEGAL_SASL_STATE = 34;
    private static final int SHORTEST_ANSWER = 10;
    private static final int LONGEST_ANSWER = 10_000;

    /** Takes a second at most for each of the host's addresses. */
    static Port look(String address)
    {
        int colon = address.lastIndexOf(':');
        // LISTENER://host:port is taken by clients too
        String host = address.substring(0, Math.max(0, colon)).replaceFirst("^.*://", "").replaceAll("[\\[\\]]", "");
        try
        {
            int port = Integer.parseInt(address.substring(colon + 1).trim());
            Port last = new Port(address, Speaks.UNKNOWN_HOST, "");
            for (InetAddress one : InetAddress.getAllByName(host))
            {
                last = look(address, new InetSocketAddress(one, port));
                if (last.speaks != Speaks.REFUSED && last.speaks != Speaks.SILENT)
                {
                    return last;
                }
            }
            return last;
        }
        catch (UnknownHostException | IllegalArgumentException e)
        {
            return new Port(address, Speaks.UNKNOWN_HOST, "");
        }
    }

    private static Port look(String address, InetSocketAddress where)
    {
        try (Socket socket = connect(where))
        {
            if (answersAsTls(socket))
            {
                return new Port(address, Speaks.TLS, "");
            }
        }
        catch (SocketTimeoutException e)
        {
            return new Port(address, Speaks.SILENT, "");
        }
        catch (IOException e)
        {
            return new Port(address, Speaks.REFUSED, String.valueOf(e.getMessage()));
        }
        try (Socket socket = connect(where))
        {
            return kafka(address, socket);
        }
        catch (IOException e)
        {
            return new Port(address, Speaks.SOMETHING_ELSE, "");
        }
    }

    private static Socket connect(InetSocketAddress where) throws IOException
    {
        Socket socket = new Socket();
        try
        {
            socket.connect(where, CONNECT_MS);
            socket.setSoTimeout(ANSWER_MS);
            return socket;
        }
        catch (IOException e)
        {
            socket.close();
            throw e;
        }
    }

    /** False when it hangs up, or answers something else. */
    private static boolean answersAsTls(Socket socket) throws SocketTimeoutException
    {
        try
        {
            socket.getOutputStream().write(clientHello());
            int type = socket.getInputStream().read();
            return (type == TLS_ALERT || type == TLS_HANDSHAKE) && socket.getInputStream().read() == TLS_MAJOR;
        }
        catch (SocketTimeoutException e)
        {
            throw e;
        }
        catch (IOException e)
        {
            return false;
        }
    }

    private static byte[] clientHello() throws SSLException
    {
        SSLEngine engine;
        try
        {
            engine = SSLContext.getDefault().createSSLEngine();
        }
        catch (GeneralSecurityException e)
        {
            throw new SSLException(e);
        }
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        byte[] bytes = new byte[hello.flip().remaining()];
        hello.get(bytes);
        return bytes;
    }

    /** Asks for a SASL mechanism; a listener without SASL says that this is not the time for it. */
    private static Port kafka(String address, Socket socket) throws IOException
    {
        byte[] mechanism = "PLAIN".getBytes(StandardCharsets.US_ASCII);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        ByteBuffer request = ByteBuffer.allocate(Short.BYTES * 4 + Integer.BYTES + mechanism.length)
                .putShort(SASL_HANDSHAKE).putShort(VERSION).putInt(CORRELATION).putShort((short) -1)
                .putShort((short) mechanism.length).put(mechanism);
        ByteBuffer framed = ByteBuffer.allocate(Integer.BYTES + request.capacity()).putInt(request.capacity())
                .put(request.flip());
        out.write(framed.array());

        DataInputStream in = new DataInputStream(socket.getInputStream());
        int length = in.readInt();
        if (length < SHORTEST_ANSWER || length > LONGEST_ANSWER || in.readInt() != CORRELATION)
        {
            return new Port(address, Speaks.SOMETHING_ELSE, "");
        }
        if (in.readShort() == ILLEGAL_SASL_STATE)
        {
            return new Port(address, Speaks.PLAINTEXT, "");
        }
        StringBuilder mechanisms = new StringBuilder();
        for (int left = in.readInt(); left > 0; left--)
        {
            byte[] one = in.readNBytes(in.readShort());
            mechanisms.append(mechanisms.length() == 0 ? "" : ", ")
                    .append(new String(one, StandardCharsets.US_ASCII));
        }
        return new Port(address, Speaks.SASL_PLAINTEXT, mechanisms.toString());
    }
}
