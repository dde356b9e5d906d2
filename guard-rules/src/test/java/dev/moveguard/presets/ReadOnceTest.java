package dev.moveguard.presets;

import org.junit.jupiter.api.Test;

class ReadOnceTest {
    private static final Preset PRESET = Preset.of("read-once");
    private static final String OKHTTP = """
            // file: okhttp3/ResponseBody.java
            package okhttp3;
            public abstract class ResponseBody implements java.io.Closeable {
                public final native String string() throws java.io.IOException;
                public final native byte[] bytes() throws java.io.IOException;
                public abstract long contentLength();
                @Override public native void close();
            }
            // file: okhttp3/Response.java
            package okhttp3;
            public final class Response implements java.io.Closeable {
                public native ResponseBody body();
                public native int code();
                @Override public native void close();
            }
            // file: okhttp3/Call.java
            package okhttp3;
            public interface Call {
                Response execute() throws java.io.IOException;
            }
            """;

    private static void okhttp(String members) {
        PRESET.verify("okhttp-body-read-once", """
                // file: com/acme/Fixture.java
                package com.acme;
                import java.io.IOException;
                import okhttp3.*;
                class Fixture {
                %s}
                """.formatted(members), OKHTTP);
    }

    @Test
    void reportsABodyReadTwice() {
        okhttp("""
                    void variable(ResponseBody body) throws IOException {
                        System.out.println(body.string());
                        parse(body.bytes()); // error: [use-after-move] body is used after it was moved on every path
                    }
                    void got(Call call) throws IOException {
                        Response response = call.execute();
                        System.out.println(response.body().string());
                        parse(response.body().bytes()); // error: [use-after-move] response.body() is used after it was moved on every path
                    }
                    void parse(byte[] text) {}
                """);
    }

    @Test
    void allowsABodyReadOnce() {
        okhttp("""
                    String m(Call call) throws IOException {
                        try (Response response = call.execute()) {
                            ResponseBody body = response.body();
                            if (response.code() != 200 || body.contentLength() == 0) {
                                return "";
                            }
                            String text = body.string();
                            body.close();
                            return text + response.code();
                        }
                    }
                """);
    }

    @Test
    void allowsTheBodyOfEachOfTwoResponses() {
        okhttp("""
                    String m(Call one, Call other) throws IOException {
                        Response response = one.execute();
                        String text = response.body().string();
                        response = other.execute();
                        return text + response.body().string();
                    }
                """);
    }

    @Test
    void reportsARequestReadTwice() {
        String library = """
                // file: jakarta/servlet/ServletInputStream.java
                package jakarta.servlet;
                public abstract class ServletInputStream extends java.io.InputStream {}
                // file: jakarta/servlet/ServletRequest.java
                package jakarta.servlet;
                public interface ServletRequest {
                    ServletInputStream getInputStream() throws java.io.IOException;
                }
                """;
        PRESET.verify("servlet-body-read-once", """
                // file: com/acme/Fixture.java
                package com.acme;
                import jakarta.servlet.*;
                class Fixture {
                    int m(ServletRequest request) throws java.io.IOException {
                        byte[] first = request.getInputStream().readAllBytes();
                        return first.length + request.getInputStream().readAllBytes().length; // error: [use-after-move] request.getInputStream() is used after it was moved on every path
                    }
                    int inSteps(ServletRequest request) throws java.io.IOException {
                        int first = request.getInputStream().read();
                        return first + request.getInputStream().readAllBytes().length;
                    }
                }
                """, library);
    }

    @Test
    void reportsAnEntityReadTwice() {
        String library = """
                // file: org/apache/http/HttpEntity.java
                package org.apache.http;
                public interface HttpEntity {
                    long getContentLength();
                }
                // file: org/apache/http/HttpResponse.java
                package org.apache.http;
                public interface HttpResponse {
                    HttpEntity getEntity();
                }
                // file: org/apache/http/util/EntityUtils.java
                package org.apache.http.util;
                public final class EntityUtils {
                    public static native String toString(org.apache.http.HttpEntity entity);
                    public static native void consume(org.apache.http.HttpEntity entity);
                }
                """;
        PRESET.verify("http-entity-read-once", """
                // file: com/acme/Fixture.java
                package com.acme;
                import org.apache.http.*;
                import org.apache.http.util.EntityUtils;
                class Fixture {
                    String m(HttpResponse response) {
                        System.out.println(EntityUtils.toString(response.getEntity()));
                        return EntityUtils.toString(response.getEntity()); // error: [use-after-move] response.getEntity() is used after it was moved on every path
                    }
                    String late(HttpEntity entity) {
                        EntityUtils.consume(entity);
                        return EntityUtils.toString(entity); // error: [use-after-move] entity is used after it was moved on every path
                    }
                    String once(HttpResponse response) {
                        HttpEntity entity = response.getEntity();
                        try {
                            return entity.getContentLength() == 0 ? "" : EntityUtils.toString(entity);
                        } finally {
                            EntityUtils.consume(entity);
                        }
                    }
                }
                """, library);
    }
}
